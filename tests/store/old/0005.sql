PRAGMA application_id=1380272194;
PRAGMA user_version=5;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'rehab','0001_first_tables','2026-11-21 02:45:37.947646+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'rehab','0002_measures','2026-11-21 14:39:10.690638+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'rehab','0003_plan_files','2026-11-21 14:45:07.566251+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'rehab','0004_guided_sessions','2026-11-21 15:43:17.975277+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'rehab','0005_caseload','2026-11-21 17:39:32.040883+00:00');
CREATE TABLE answer (  -- small questions that rules need
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  question TEXT NOT NULL,
  value TEXT NOT NULL
) STRICT;
INSERT INTO "answer" VALUES(6,'woken','no');
CREATE TABLE baseline (  -- from the entry's day on the starting average is counted anew
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  by TEXT NOT NULL CHECK (trim(by) <> '')
) STRICT;
INSERT INTO "baseline" VALUES(19,'Dr. Rivera (made up)');
CREATE TABLE block (  -- a diagnostic block; relief is worked out, never stored
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  site TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('left', 'right', 'middle')),
  anesthetic TEXT NOT NULL CHECK (trim(anesthetic) <> ''),
  before INTEGER NOT NULL CHECK (before BETWEEN 0 AND 10),
  positive_tests INTEGER CHECK (positive_tests BETWEEN 0 AND 10)  -- NULL: nobody wrote it down
) STRICT;
INSERT INTO "block" VALUES(17,'si-joint','left','lidocaine',8,2);
CREATE TABLE block_score (  -- scores after a block
  entry INTEGER NOT NULL REFERENCES block (entry) ON DELETE RESTRICT,
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 4320),
  score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 10),
  PRIMARY KEY (entry, minutes)
) STRICT, WITHOUT ROWID;
INSERT INTO "block_score" VALUES(17,30,2);
INSERT INTO "block_score" VALUES(17,120,3);
CREATE TABLE care (  -- book-keeping about the file itself
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
INSERT INTO "care" VALUES('watched_on','2026-03-20');
CREATE TABLE caseload_file (  -- a patient record that was taken in
  seq INTEGER PRIMARY KEY,
  patient TEXT NOT NULL,  -- the patient's id in all their exports; not the patient of this file
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  name TEXT NOT NULL,  -- of the file
  sha256 TEXT NOT NULL UNIQUE,  -- of its bytes
  exported_at TEXT NOT NULL CHECK (exported_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),  -- UTC
  entries INTEGER NOT NULL CHECK (entries >= 0)  -- that were not known before
) STRICT;
INSERT INTO "caseload_file" VALUES(1,'5dd88767-b6c3-48c7-ab1f-0a8bbed66a9b',12,'ann.rehab.json','bff40189a892cbc974fc3e61c810ac859f17ca8ab7cd68d7399a05f1c8d93d49','2026-11-20T19:00:00.000Z',9);
CREATE TABLE caseload_note (  -- the therapist's own words about a patient; they never leave with the patient's record
  seq INTEGER PRIMARY KEY,
  patient TEXT NOT NULL,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  text TEXT NOT NULL CHECK (trim(text) <> '')
) STRICT;
INSERT INTO "caseload_note" VALUES(1,'5dd88767-b6c3-48c7-ab1f-0a8bbed66a9b',13,'call about the stairs');
CREATE TABLE caseload_record (  -- all that is known of a patient, as one patient record
  patient TEXT NOT NULL PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  record BLOB NOT NULL  -- the text of a .rehab.json file, compressed by zlib
) STRICT;
INSERT INTO "caseload_record" VALUES('5dd88767-b6c3-48c7-ab1f-0a8bbed66a9b',12,X'789CE5594B8FE33612BECFAF10744A10B343EA2D5F16BBD8CD658FDB40800C06021F455BDBB26488D2787A1BFDDFB78A9265F5747782C4C964660218105FC57AF2AB22FD10DAAE3FC821DC863DECA5623DE8AE37E1267C0FBDABBB36DC8A4D78ECBB5D2F0FB888DF881B8EB3F0E1D8F50398CA93463CCA98102CE2B711DF72FADD70CEBFE3025BB8FA28871A5A5CF910D606D7A7C614459EE54C653A6649A1732695B08CCB42293059264B8564BA07B9E2C139E3027FB77CC5E3A7F011F777309AAEBD4709DBB16936A1EDBBA53D74E7D651F6830BB76F491F5B37409235B2C58FED9AA63B8D4787EDDD581B305EEABAF5AA42AF6B47ABDDFDE13874075A255B77821E1B07906EEC697620710FA4E726544DA7EFC88AB5ABA9AF1B90BD6CB5E72947BF9B920E9ABAA566DB0D40BB3AF830CA86D9B1D50319FFDDE64DA8F7B2DD01C9FDE6216CC78342B6E49476D8FB2F3A4AA17D2E3A9DD081EE32B20D1C2AB40950CA1DF4F781419B6E82561E68EDE4EEA77EE42C8A6F79BEB6F126ECAC75305487BA1D49D46DC651E1FA00D5FF3AD4601BFE6BECBB237CFF0FE81B6FB5AEAF77D8D886BA3B1C64EBEDF92C8A5C7D181B7271B8B5B271B009C7D674B43D39EC71B352387AAEF0E4BA45DBA9FBBA42C5E7A550FC4CA1A6DBADF491E8A8FB5714124C14B7E2335328B94EA1F2B35328BD4A21C4C2CF4DA1EC9942138CAF749A0682CE06804BEE877DDDEE82A10B64DBDEF80471F35FD7BD76CE26A5CB3F5F6982CD331E7AD89C3074824D02BE6D489848F82C9B91BA0DD821F4C67A61E9049C1501E78AC4EBCC4B26E2D708678C3D13FCBD6D836F0ED240301EBF0D272111B46664F789318B339E0B5532C3236049A6382BD35433AE3348229ED9BC28299BCCACA285D58FB2B9FB2869CB71D877E8F5F0DFF5814C3650F6AB6872058BB419D468F9DD92247B70BAAF8F947F48B4874B02DC862764436B3FE63B274152E1ECE88D37F1C5411804EECCA387E3D2DE778D39B79720117390B84A5674C8481FFC52848A284ED22C5FE7541AC6BE013856FBFAB8B0B412F3EDBCB5F62E20AB8753582C818209BBAF61ED05C1A54D958A590665C192B24C980495B13851221329F042F3951710C9D1284438570C5EE21554CF09FE2C8A1B8FE82630B0D8C0E7AEC5369F0EEF9F1F238C12BFD9DB77DE7CBE64C30A86F623CB4E4E3D9F17ECA1AC93057CAB9AED400678F487C2DB33010132D1866991E72CD171CA4A5B66AC8CB1FCD3A2CCADB02FDA73557A7D65367DF14C4DB69D15FAB5C7C5DDD5C70A2B5082E7791E65AEEEE07E1184C2B35260BDCFCE25310E99B15F0100584B3961EEA1912B49C5F1A2D0CAB1914A920294427C328A25AA94ACD4A660561556E2A42DCAE445C7AE0AE9AFCCB1749DF227A06EA83690EE8E08DEE285401A033D5368C98676C36E038C52730B8E0CA1BA61CF1AD8511B3FEC04F26E9ED27B70035374BFD853573696E1F5A369A6B8B194AB7D121F27494764D5B2198D68AF159B4BB8A1162409B2456A54618003DA5A0E08E4955E70B33B1C653BE782773E16BBE916F56E15089297749839CBD3A26409178AA938520CB2C20A5196A9B1621508C92F2066F97B04C11F52507E22C494B2E060F15A6C048265A294657825362C373C8B844D6556F017EDF93A627EE936FD3A1053C934D109D61222E18898A9C1D24258B4AC8E455924715916F98B8E7D1D31BF74C7FE3511338965A1A248B31C8466097060D22678E063633263F344CA754D94FE3C6246FC7708823FE6C6FA8910536B9DA2410D5340A588B511535122589997C6D84CE9342B5FB4E7AB88F9C5DBF4EB40CC2815062F08259399C5D242998C299D09A66509A59116D2B878D1B1AF22E617EFD8BF1462D215FDF23C7FB9A49789C935264CC6E34CB2A4B039DE278B94C5050281E0A6C453FFF4EED18F8D7F86F927E3C2CBFC1EAD442976A8073F737BEA8213C09D0B4EF5B00F2C9CA00FCEA7C8F9670EE724ED16FEF0742E18904D4051D382C10E38088665B76F7880EE0DF8B737C18F7B3904BB6E08EA9696052779FF3732D8FE9E1CBB7A9CC19C9CD2D317328076A86CDD3BF43DBF8C380C4B8A731CF25C2AF051FF84BAEF4ED3138E7FBABA4CF2C8F3F4016D3038E9BD6F167EF55EC56958848F9BE7F4F195F4C995F4E995F4D995F4F995F4C595F4E575F4825F492FAEA4BF32FEC495F127AE8C3FF1ABE20F11ADE9763BFF3A3A23011D7F19EC114A7BC40B5C46587041131A38A3C784B98DA9CE4816A61F93F7C101D32D0DCEB2D06ECB0637B8C3B0EFC14D69FDE18C20982B67ECA8566FC302536FE8BAB1F7CFAA6FC3FF1429E1F6BA6CC024868A564FC18A227A9EF82D6F31665CB6A7F7D8FBA5F31EBB1386AD907CFEF762E217CE49721EA084F81B0440301D30BDC252F80CF0612950BA71C01CB54838B643DD9C5F907D8242A7B94BFEC254AAEFDC4839DAED6594665B21CB08E222D1CA98023314B7057E6C541496EB4CE15D006C94C8D4C66926144FB3545A1DEBACCC844923ADC2C737FF075E77E96B');
CREATE TABLE caseload_review (  -- a therapist has looked at a patient as they stood then
  seq INTEGER PRIMARY KEY,
  patient TEXT NOT NULL,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  version INTEGER NOT NULL,  -- of the summary
  overdue INTEGER NOT NULL CHECK (overdue >= 0),  -- how many follow-ups were overdue
  stale INTEGER NOT NULL CHECK (stale IN (0, 1))  -- 1: no newer file had come for a while
) STRICT;
INSERT INTO "caseload_review" VALUES(1,'5dd88767-b6c3-48c7-ab1f-0a8bbed66a9b',14,1,0,0);
CREATE TABLE caseload_summary (  -- what the list shows of a patient, worked out when a file was taken in
  patient TEXT NOT NULL PRIMARY KEY,
  name TEXT,  -- NULL: the file names nobody
  sort_name TEXT NOT NULL,  -- the name in small letters
  version INTEGER NOT NULL CHECK (version >= 1),  -- goes up when something is new
  exported_at TEXT NOT NULL CHECK (exported_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),  -- UTC, of the newest file
  exported_on TEXT NOT NULL CHECK (exported_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),  -- the patient's own day
  data_to TEXT NOT NULL CHECK (data_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),  -- up to which day the files speak
  last_entry TEXT CHECK (last_entry GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  standing INTEGER NOT NULL,  -- place in the order by what does not depend on the day of reading
  level INTEGER CHECK (level BETWEEN 1 AND 4),  -- of the most urgent follow-up that waits
  due TEXT CHECK (due GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),  -- of that one, UTC
  overdue_from TEXT NOT NULL,  -- UTC, of every follow-up of level 1 to 3 that waits, level before each
  open_followups INTEGER NOT NULL,
  sum_7 INTEGER NOT NULL,  -- daily scores of the hip that is shown, the last 7 days
  n_7 INTEGER NOT NULL,
  sum_prior_14 INTEGER NOT NULL,
  n_prior_14 INTEGER NOT NULL,
  adherence_7 INTEGER,  -- done of planned in a hundred; NULL: nothing was due
  adherence_28 INTEGER,
  details TEXT NOT NULL  -- JSON: the reasons with their numbers, the days of the small chart, what was asked
) STRICT;
INSERT INTO "caseload_summary" VALUES('5dd88767-b6c3-48c7-ab1f-0a8bbed66a9b','Ann (made up)','ann (made up)',1,'2026-11-20T19:00:00.000Z','2026-11-20','2026-11-20','2026-11-20',11,4,NULL,'',1,9,3,0,0,43,11,'{"side": "left", "days": [null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, 3, 3, 3], "asked": {"answered": 3, "full": 0, "reported": 0}, "waiting": [{"id": "94d7c439-036a-48f7-9385-38c5810d9df6", "rule": "AD-01", "rise": false, "level": 4, "title": "Two weeks with fewer exercises", "side": null, "opened_on": "2026-11-18", "state": "open", "logged": "0 and 0 in a hundred of the exercises of two weeks", "overdue_from": null, "care_until": null}], "silent": null, "after": null, "rising": [], "more_done": {"now": 43, "before": 0}, "load": null, "work": {"percent": 11, "done": 3.0, "due": 28, "percent_7": 43, "percent_before": 0}, "low_weeks": [0, 0], "left_out": []}');
CREATE TABLE change (  -- one command or key: the audit trail, and what undo takes back
  id INTEGER PRIMARY KEY,
  verb TEXT NOT NULL,  -- log, amend, mistake, undo, profile, plan, follow-up, import
  words TEXT NOT NULL,  -- what it did, for the undo line
  recorded_at TEXT NOT NULL CHECK (recorded_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),  -- UTC
  offset_minutes INTEGER NOT NULL,  -- the person's offset from UTC then
  time_zone TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('screen', 'command', 'import', 'demo')),
  program TEXT NOT NULL,  -- version that wrote it
  simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),  -- 1: written under --today
  undoes INTEGER UNIQUE REFERENCES change (id) ON DELETE RESTRICT
) STRICT;
INSERT INTO "change" VALUES(1,'profile','profile: name, side, surgery date, allowed by, setup done on','2026-03-20T07:00:00.000Z',60,'Europe/Berlin','command','0.1.0',0,NULL);
INSERT INTO "change" VALUES(2,'plan','plan Activate (P2)','2026-03-20T07:01:00.000Z',60,'Europe/Berlin','command','0.1.0',0,NULL);
INSERT INTO "change" VALUES(3,'log','the day','2026-03-20T19:00:00.000Z',60,'Europe/Berlin','command','0.1.0',0,NULL);
INSERT INTO "change" VALUES(4,'amend','change of pain on 20 Mar','2026-03-20T19:05:00.000Z',60,'Europe/Berlin','command','0.1.0',0,NULL);
INSERT INTO "change" VALUES(5,'mistake','pain on 20 Mar marked as a mistake','2026-03-20T19:06:00.000Z',60,'Europe/Berlin','command','0.1.0',0,NULL);
INSERT INTO "change" VALUES(6,'follow-up','follow-up RF-08: acted','2026-03-20T19:30:00.000Z',60,'Europe/Berlin','command','0.1.0',0,NULL);
INSERT INTO "change" VALUES(7,'log','everything else','2026-03-20T21:00:00.000Z',60,'Europe/Berlin','command','0.1.0',0,NULL);
INSERT INTO "change" VALUES(8,'plan','plan file of Dr. Rivera (made up), version 2','2026-03-20T19:00:00.000Z',60,'Europe/Berlin','command','0.1.0',0,NULL);
INSERT INTO "change" VALUES(9,'care','guided session opened','2026-03-20T18:00:00.000Z',60,'Europe/Berlin','command','0.1.0',0,NULL);
INSERT INTO "change" VALUES(10,'log','pain before the session 2','2026-03-20T18:00:00.000Z',60,'Europe/Berlin','command','0.1.0',0,NULL);
INSERT INTO "change" VALUES(11,'log','Clamshell, left, set 1','2026-03-20T18:00:00.000Z',60,'Europe/Berlin','command','0.1.0',0,NULL);
INSERT INTO "change" VALUES(12,'caseload','ann.rehab.json taken into the caseload','2026-11-20T20:00:00.000Z',60,'Europe/Berlin','command','0.1.0',0,NULL);
INSERT INTO "change" VALUES(13,'caseload','note about Ann (made up)','2026-11-20T20:00:00.000Z',60,'Europe/Berlin','command','0.1.0',0,NULL);
INSERT INTO "change" VALUES(14,'caseload','Ann (made up) reviewed','2026-11-20T20:00:00.000Z',60,'Europe/Berlin','command','0.1.0',0,NULL);
CREATE TABLE clearance (  -- a clinician allowed something
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  what TEXT NOT NULL,
  by TEXT NOT NULL CHECK (trim(by) <> '')
) STRICT;
INSERT INTO "clearance" VALUES(8,'cycling','Dr. Rivera (made up)');
CREATE TABLE entry (  -- one logged fact of any kind
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN ('pain', 'exercise', 'symptoms', 'answer', 'measure', 'treatment', 'block',
    'visit', 'clearance', 'pause', 'baseline', 'note')),
  day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),  -- local calendar day, chosen at entry, never re-derived
  note TEXT,  -- words that came with it
  supersedes INTEGER REFERENCES entry (seq) ON DELETE RESTRICT,
  plan_id TEXT,  -- the plan in force, where it matters
  recorded_at TEXT NOT NULL CHECK (recorded_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),  -- UTC
  offset_minutes INTEGER NOT NULL,
  time_zone TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('screen', 'command', 'import', 'demo')),
  simulated INTEGER NOT NULL CHECK (simulated IN (0, 1))
) STRICT;
INSERT INTO "entry" VALUES(1,'423552f4-2973-4cbe-87aa-7f84b84c2bc6','68e45987-4974-4009-9781-5d92b05bb6bc',3,'pain','2026-03-20',NULL,NULL,NULL,'2026-03-20T19:00:00.000Z',60,'Europe/Berlin','command',0);
INSERT INTO "entry" VALUES(2,'f52589b7-a749-40a8-b1f0-19388099be8c','68e45987-4974-4009-9781-5d92b05bb6bc',3,'pain','2026-03-20','a note, with ; and ''quotes''',NULL,NULL,'2026-03-20T19:00:00.000Z',60,'Europe/Berlin','command',0);
INSERT INTO "entry" VALUES(3,'cf188cc7-f2d7-4cc2-a8d6-e1e5510528f2','68e45987-4974-4009-9781-5d92b05bb6bc',3,'exercise','2026-03-20',NULL,NULL,'2bd3de76-1c34-482f-827e-92a8926b160e','2026-03-20T19:00:00.000Z',60,'Europe/Berlin','command',0);
INSERT INTO "entry" VALUES(4,'1d0f5e39-8ff9-4092-820b-288bf2146778','68e45987-4974-4009-9781-5d92b05bb6bc',3,'exercise','2026-03-20',NULL,NULL,NULL,'2026-03-20T19:00:00.000Z',60,'Europe/Berlin','command',0);
INSERT INTO "entry" VALUES(5,'0c4df7be-28f4-4a7e-9f5d-8052b267bcaa','68e45987-4974-4009-9781-5d92b05bb6bc',3,'symptoms','2026-03-20',NULL,NULL,NULL,'2026-03-20T19:00:00.000Z',60,'Europe/Berlin','command',0);
INSERT INTO "entry" VALUES(6,'6b5847a5-0079-408d-a7d0-e7d73a532c23','68e45987-4974-4009-9781-5d92b05bb6bc',3,'answer','2026-03-20',NULL,NULL,NULL,'2026-03-20T19:00:00.000Z',60,'Europe/Berlin','command',0);
INSERT INTO "entry" VALUES(7,'4ec74a6d-b876-49f9-90aa-7a28d4f19967','68e45987-4974-4009-9781-5d92b05bb6bc',3,'note','2026-03-20',NULL,NULL,NULL,'2026-03-20T19:00:00.000Z',60,'Europe/Berlin','command',0);
INSERT INTO "entry" VALUES(8,'bc6086cd-7bbb-4f0c-9079-12296f40ea0f','68e45987-4974-4009-9781-5d92b05bb6bc',3,'clearance','2026-03-20',NULL,NULL,NULL,'2026-03-20T19:00:00.000Z',60,'Europe/Berlin','command',0);
INSERT INTO "entry" VALUES(9,'b62b9cf5-cde3-44f3-8d68-b08bd01e8606','68e45987-4974-4009-9781-5d92b05bb6bc',3,'visit','2026-03-20',NULL,NULL,NULL,'2026-03-20T19:00:00.000Z',60,'Europe/Berlin','command',0);
INSERT INTO "entry" VALUES(10,'dd30b16c-1863-4cbf-a358-9328667ab7e4','68e45987-4974-4009-9781-5d92b05bb6bc',4,'pain','2026-03-20',NULL,1,NULL,'2026-03-20T19:05:00.000Z',60,'Europe/Berlin','command',0);
INSERT INTO "entry" VALUES(11,'598f55d2-91c9-4718-9f72-cf9cc1042635','68e45987-4974-4009-9781-5d92b05bb6bc',7,'measure','2026-03-20',NULL,NULL,NULL,'2026-03-20T21:00:00.000Z',60,'Europe/Berlin','command',0);
INSERT INTO "entry" VALUES(12,'05cf9299-1b63-4853-ada6-936e815676d8','68e45987-4974-4009-9781-5d92b05bb6bc',7,'measure','2026-03-20',NULL,NULL,NULL,'2026-03-20T21:00:00.000Z',60,'Europe/Berlin','command',0);
INSERT INTO "entry" VALUES(13,'f713faf9-571b-4f23-a57d-005698dfda79','68e45987-4974-4009-9781-5d92b05bb6bc',7,'measure','2026-03-20',NULL,NULL,NULL,'2026-03-20T21:00:00.000Z',60,'Europe/Berlin','command',0);
INSERT INTO "entry" VALUES(14,'437e45c7-c3d8-4cbf-b972-ae26ad7e7436','68e45987-4974-4009-9781-5d92b05bb6bc',7,'measure','2026-03-20',NULL,NULL,NULL,'2026-03-20T21:00:00.000Z',60,'Europe/Berlin','command',0);
INSERT INTO "entry" VALUES(15,'aeaba9fa-8b9d-4bf4-a18b-30a46096bd5e','68e45987-4974-4009-9781-5d92b05bb6bc',7,'measure','2026-03-20',NULL,NULL,NULL,'2026-03-20T21:00:00.000Z',60,'Europe/Berlin','command',0);
INSERT INTO "entry" VALUES(16,'65131614-b313-4fe4-8d7b-eb6b9215f891','68e45987-4974-4009-9781-5d92b05bb6bc',7,'treatment','2026-03-20',NULL,NULL,NULL,'2026-03-20T21:00:00.000Z',60,'Europe/Berlin','command',0);
INSERT INTO "entry" VALUES(17,'ad8ff019-5876-46e4-bce5-f432424a69d0','68e45987-4974-4009-9781-5d92b05bb6bc',7,'block','2026-03-20',NULL,NULL,NULL,'2026-03-20T21:00:00.000Z',60,'Europe/Berlin','command',0);
INSERT INTO "entry" VALUES(18,'279222b1-cf6f-4da9-8c2d-b718a5c1742b','68e45987-4974-4009-9781-5d92b05bb6bc',7,'pause','2026-03-20',NULL,NULL,NULL,'2026-03-20T21:00:00.000Z',60,'Europe/Berlin','command',0);
INSERT INTO "entry" VALUES(19,'68ba9900-127e-42e4-bd3e-507252521b06','68e45987-4974-4009-9781-5d92b05bb6bc',7,'baseline','2026-03-20',NULL,NULL,NULL,'2026-03-20T21:00:00.000Z',60,'Europe/Berlin','command',0);
INSERT INTO "entry" VALUES(20,'bc9036d3-559a-4ab7-8aab-ba80ffa7f8b7','68e45987-4974-4009-9781-5d92b05bb6bc',11,'exercise','2026-03-20',NULL,NULL,'202b0aff-3549-4b6d-b59a-7bd1c8dd0cb3','2026-03-20T18:00:00.000Z',60,'Europe/Berlin','command',0);
CREATE TABLE entry_state (  -- what an entry is worth, newest row wins; no row: current
  seq INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entry (seq) ON DELETE RESTRICT,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  state TEXT NOT NULL CHECK (state IN ('current', 'superseded', 'in_error'))
) STRICT;
INSERT INTO "entry_state" VALUES(1,1,4,'superseded');
INSERT INTO "entry_state" VALUES(2,2,5,'in_error');
CREATE TABLE exercise (  -- exercises done or left out
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  exercise TEXT NOT NULL,
  side TEXT CHECK (side IN ('left', 'right', 'middle')),
  sets INTEGER CHECK (sets BETWEEN 0 AND 50),
  reps INTEGER CHECK (reps BETWEEN 0 AND 500),
  hold INTEGER CHECK (hold BETWEEN 0 AND 3600),  -- seconds
  minutes INTEGER CHECK (minutes BETWEEN 0 AND 1440),
  skip_reason TEXT,
  one_key INTEGER NOT NULL CHECK (one_key IN (0, 1)),  -- 1: stored as planned with one key
  pain_before INTEGER CHECK (pain_before BETWEEN 0 AND 10),
  pain_during INTEGER CHECK (pain_during BETWEEN 0 AND 10),
  effort INTEGER CHECK (effort BETWEEN 0 AND 10),
  not_allowed INTEGER NOT NULL CHECK (not_allowed IN (0, 1))  -- 1: a clearance was missing
) STRICT;
INSERT INTO "exercise" VALUES(3,'clamshell','left',2,12,NULL,NULL,NULL,0,NULL,2,4,0);
INSERT INTO "exercise" VALUES(4,'walking',NULL,NULL,NULL,NULL,NULL,'tired',0,NULL,NULL,NULL,0);
INSERT INTO "exercise" VALUES(20,'clamshell','left',1,12,NULL,NULL,NULL,0,2,NULL,NULL,0);
CREATE TABLE followup (  -- what a warning sign opened
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  rule TEXT NOT NULL,
  level INTEGER CHECK (level BETWEEN 1 AND 4),
  title TEXT NOT NULL,
  message TEXT NOT NULL,
  why TEXT NOT NULL,
  sources TEXT NOT NULL,
  side TEXT,
  opened_on TEXT NOT NULL CHECK (opened_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  opened_at TEXT NOT NULL CHECK (opened_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  offset_minutes INTEGER NOT NULL,
  due TEXT CHECK (due GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  entry INTEGER REFERENCES entry (seq) ON DELETE RESTRICT
) STRICT;
INSERT INTO "followup" VALUES(1,'2eb2944a-7bdc-499a-8b8b-f482d25b6a12','68e45987-4974-4009-9781-5d92b05bb6bc',3,'RF-08',2,'Fever or chills','A fever or shaking chills should be reported to your surgical team today, even if your wound looks fine. Call your surgical team.','{"symptom": "fever", "answer": "new", "since": "2026-03-20", "chills": true, "temperature_c": 38.4, "limit_c": 38.0}','["S11", "S16", "S17", "S17b", "S19", "S20", "doc 002"]',NULL,'2026-03-20','2026-03-20T19:00:00.000Z',60,'2026-03-21T19:00:00.000Z',5);
CREATE TABLE followup_event (  -- the life of a follow-up, newest row is its state
  seq INTEGER PRIMARY KEY,
  followup INTEGER NOT NULL REFERENCES followup (seq) ON DELETE RESTRICT,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  verb TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'acknowledged', 'acted', 'snoozed', 'closed', 'superseded')),
  at TEXT NOT NULL CHECK (at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  offset_minutes INTEGER NOT NULL,
  contacted TEXT,
  text TEXT,
  outcome TEXT,
  until TEXT CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z')
) STRICT;
INSERT INTO "followup_event" VALUES(1,1,3,'opened','open','2026-03-20T19:00:00.000Z',60,NULL,NULL,NULL,NULL);
INSERT INTO "followup_event" VALUES(2,1,6,'acted','acted','2026-03-20T19:30:00.000Z',60,'night line','come in',NULL,NULL);
CREATE TABLE guided_entry (  -- entries that a session wrote
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  session INTEGER NOT NULL REFERENCES guided_session (seq) ON DELETE RESTRICT
) STRICT;
INSERT INTO "guided_entry" VALUES(20,1);
CREATE TABLE guided_mark (  -- what happened in a session, in order
  seq INTEGER PRIMARY KEY,
  session INTEGER NOT NULL REFERENCES guided_session (seq) ON DELETE RESTRICT,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  verb TEXT NOT NULL CHECK (verb IN ('open', 'leave', 'before', 'set', 'omit', 'back', 'pain', 'effort', 'close',
    'skip', 'stop', 'reopen', 'end')),
  exercise TEXT NOT NULL,  -- empty: the whole session
  side TEXT CHECK (side IN ('left', 'right', 'middle')),
  set_number INTEGER CHECK (set_number BETWEEN 1 AND 50),
  dose INTEGER NOT NULL CHECK (dose IN (0, 1)),  -- 1: of the set was done what follows; a tick counts nothing
  reps INTEGER CHECK (reps BETWEEN 0 AND 500),
  hold INTEGER CHECK (hold BETWEEN 0 AND 3600),  -- seconds
  minutes INTEGER CHECK (minutes BETWEEN 0 AND 1440),
  value INTEGER CHECK (value BETWEEN 0 AND 10),  -- pain or effort; NULL: left out
  reason TEXT,
  window TEXT NOT NULL  -- which window opened or left the session
) STRICT;
INSERT INTO "guided_mark" VALUES(1,1,9,'open','',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,'one');
INSERT INTO "guided_mark" VALUES(2,1,10,'before','',NULL,NULL,0,NULL,NULL,NULL,2,NULL,'');
INSERT INTO "guided_mark" VALUES(3,1,11,'set','clamshell','left',1,1,12,NULL,NULL,NULL,NULL,'');
CREATE TABLE guided_part (  -- the sets that a session asks for, one row for each exercise and side
  session INTEGER NOT NULL REFERENCES guided_session (seq) ON DELETE RESTRICT,
  position INTEGER NOT NULL,
  exercise TEXT NOT NULL,
  side TEXT CHECK (side IN ('left', 'right', 'middle')),
  first_set INTEGER NOT NULL CHECK (first_set BETWEEN 1 AND of_sets),
  of_sets INTEGER NOT NULL CHECK (of_sets BETWEEN 1 AND 50),
  PRIMARY KEY (session, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "guided_part" VALUES(1,0,'clamshell','left',1,2);
INSERT INTO "guided_part" VALUES(1,1,'clamshell','right',1,2);
CREATE TABLE guided_session (  -- one go through exercises of a plan, set by set
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),  -- on which it began, also after midnight
  plan_id TEXT NOT NULL REFERENCES plan (id) ON DELETE RESTRICT
) STRICT;
INSERT INTO "guided_session" VALUES(1,'2c804944-58ed-4bb1-84b8-3fed767921e7','68e45987-4974-4009-9781-5d92b05bb6bc',9,'2026-03-20','202b0aff-3549-4b6d-b59a-7bd1c8dd0cb3');
CREATE TABLE measure (  -- a test or a short list of questions
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  measure TEXT NOT NULL,  -- peg, chair-stand, weight ...; units: rehab help measures
  side TEXT CHECK (side IN ('left', 'right')),
  typed TEXT,  -- as it was typed, where that is not what is kept: 180lb
  arms INTEGER NOT NULL CHECK (arms IN (0, 1))  -- 1: chair stand with the arms, kept as 0, not compared
) STRICT;
INSERT INTO "measure" VALUES(11,'peg',NULL,NULL,0);
INSERT INTO "measure" VALUES(12,'weight',NULL,'180lb',0);
INSERT INTO "measure" VALUES(13,'single-leg','left',NULL,0);
INSERT INTO "measure" VALUES(14,'chair-stand',NULL,'8',1);
INSERT INTO "measure" VALUES(15,'my-activities',NULL,NULL,0);
CREATE TABLE measure_value (  -- the numbers of a measure; its score is their mean when none is missing
  entry INTEGER NOT NULL REFERENCES measure (entry) ON DELETE RESTRICT,
  position INTEGER NOT NULL,
  item TEXT,  -- which question, or the patient's own activity
  value REAL,  -- NULL: not answered
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "measure_value" VALUES(11,0,'pain',5.0);
INSERT INTO "measure_value" VALUES(11,1,'enjoyment',4.0);
INSERT INTO "measure_value" VALUES(11,2,'activity',NULL);
INSERT INTO "measure_value" VALUES(12,0,NULL,81.65);
INSERT INTO "measure_value" VALUES(13,0,NULL,9.5);
INSERT INTO "measure_value" VALUES(14,0,NULL,0.0);
INSERT INTO "measure_value" VALUES(15,0,'climbing the stairs',4.0);
INSERT INTO "measure_value" VALUES(15,1,'cooking, "properly"',7.0);
CREATE TABLE note (  -- the patient's own words, never read for warning signs
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  text TEXT NOT NULL
) STRICT;
INSERT INTO "note" VALUES(7,'äöü 🙂
second line');
CREATE TABLE pain (  -- scores, 0 none to 10 worst imaginable
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  site TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('left', 'right', 'middle')),
  score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 10),
  score_kind TEXT NOT NULL CHECK (score_kind IN ('day', 'now', 'worst', 'morning'))
) STRICT;
INSERT INTO "pain" VALUES(1,'hip','left',4,'day');
INSERT INTO "pain" VALUES(2,'groin','left',2,'now');
INSERT INTO "pain" VALUES(10,'hip','left',5,'day');
CREATE TABLE patient (  -- whose file this is
  id TEXT NOT NULL PRIMARY KEY,  -- random, the same in every export
  created_at TEXT NOT NULL CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z')  -- UTC
) STRICT;
INSERT INTO "patient" VALUES('68e45987-4974-4009-9781-5d92b05bb6bc','2026-11-21T02:45:37.947Z');
CREATE TABLE pause (  -- days on which nothing is due, both ends included
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  first_day TEXT NOT NULL CHECK (first_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  last_day TEXT CHECK (last_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),  -- NULL: it goes on
  reason TEXT NOT NULL CHECK (trim(reason) <> '')
) STRICT;
INSERT INTO "pause" VALUES(18,'2026-03-20',NULL,'a cold');
CREATE TABLE plan (  -- versions of the plan
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  author TEXT NOT NULL,
  starts_on TEXT NOT NULL CHECK (starts_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  ceiling INTEGER CHECK (ceiling BETWEEN 0 AND 10)
) STRICT;
INSERT INTO "plan" VALUES(1,'2bd3de76-1c34-482f-827e-92a8926b160e','68e45987-4974-4009-9781-5d92b05bb6bc',2,'Activate (P2)',1,'starting plan, allowed by Dr. Rivera (made up)','2026-03-20',NULL);
INSERT INTO "plan" VALUES(2,'202b0aff-3549-4b6d-b59a-7bd1c8dd0cb3','68e45987-4974-4009-9781-5d92b05bb6bc',8,'Plan of Dr. Rivera (made up)',2,'Dr. Rivera (made up)','2026-03-20',NULL);
CREATE TABLE plan_file (  -- the file that a version of the plan came from
  plan INTEGER PRIMARY KEY REFERENCES plan (seq) ON DELETE RESTRICT,
  version INTEGER NOT NULL CHECK (version BETWEEN 1 AND 9999),  -- its author's own number
  written_on TEXT NOT NULL CHECK (written_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  message TEXT,  -- the therapist's words to the patient
  thresholds TEXT NOT NULL,  -- JSON {rule: {name: number}}, what was changed
  known TEXT NOT NULL,  -- JSON [[rule, until, side]]: under care until that day
  precautions TEXT NOT NULL,  -- JSON [PR number or words]
  text TEXT NOT NULL  -- the whole file as it was written
) STRICT;
INSERT INTO "plan_file" VALUES(2,2,'2026-03-20','Two more of each.','{"PT-02": {"by": 3}}','[["PT-02", "2026-04-20", "left"]]','["PR03"]','# by hand
patient: Old File
author: Dr. Rivera (made up)
date: 2026-03-20
version: 2
message: Two more of each.
exercises:
  - id: clamshell
    sets: 2
    reps: 12
thresholds:
  PT-02: {by: 3}
known:
  - {rule: PT-02, side: left, until: 2026-04-20}
precautions: [PR03]
');
CREATE TABLE prescription (  -- one exercise's dose in a plan
  plan INTEGER NOT NULL REFERENCES plan (seq) ON DELETE RESTRICT,
  position INTEGER NOT NULL,
  exercise TEXT NOT NULL,
  name TEXT NOT NULL,
  measured TEXT NOT NULL CHECK (measured IN ('reps', 'hold', 'minutes', 'tick')),
  sided INTEGER NOT NULL CHECK (sided IN (0, 1)),
  sets INTEGER, reps INTEGER, hold INTEGER, minutes INTEGER,
  times_a_day INTEGER NOT NULL CHECK (times_a_day BETWEEN 1 AND 12),
  days TEXT NOT NULL,  -- ISO weekdays, Monday is 1
  clearances TEXT NOT NULL,
  deep_hip INTEGER NOT NULL CHECK (deep_hip IN (0, 1)),
  face TEXT,
  cue TEXT NOT NULL,
  PRIMARY KEY (plan, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "prescription" VALUES(1,0,'walking','Walking','minutes',0,NULL,NULL,NULL,5,2,'1234567','',0,NULL,'Walk as your team told you, on flat ground.');
INSERT INTO "prescription" VALUES(1,1,'gait-practice','Walking practice','minutes',0,NULL,NULL,NULL,5,1,'1234567','physical-therapy',0,NULL,'Walk slowly and think only about how you walk.');
INSERT INTO "prescription" VALUES(1,2,'ta-brace','Belly brace','reps',0,1,10,5,NULL,2,'1234567','physical-therapy',0,'front','Lie on your back with knees bent, ribs loose.');
INSERT INTO "prescription" VALUES(1,3,'glute-bridge','Glute bridge','reps',0,1,8,3,NULL,1,'1234567','physical-therapy',0,'back','Lie on your back with knees bent and feet flat, as wide as your hips.');
INSERT INTO "prescription" VALUES(1,4,'clamshell','Clamshell','reps',1,1,10,NULL,NULL,1,'1234567','physical-therapy',0,'side','Lie on your side with knees bent, one hip right above the other.');
INSERT INTO "prescription" VALUES(1,5,'standing-abduction','Standing hip abduction','reps',1,1,5,NULL,NULL,1,'135','physical-therapy',0,'side','Hold on to a worktop and stand tall.');
INSERT INTO "prescription" VALUES(1,6,'sit-to-stand','Sit to stand','reps',0,1,5,NULL,NULL,1,'1234567','physical-therapy',1,NULL,'Use a firm, high chair that cannot slide. Sit near the front edge.');
INSERT INTO "prescription" VALUES(1,7,'hamstring-supine','Hamstring stretch lying down','hold',1,2,NULL,20,NULL,1,'1234567','physical-therapy',0,NULL,'Lie on your back with a strap or towel around one foot.');
INSERT INTO "prescription" VALUES(2,0,'clamshell','Clamshell','reps',1,2,12,NULL,NULL,1,'1234567','physical-therapy',0,'side','Lie on your side with knees bent, one hip right above the other.');
CREATE TABLE profile_fact (  -- what is known about the patient, newest row of a name wins
  seq INTEGER PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
  name TEXT NOT NULL,
  value TEXT  -- NULL: taken back
) STRICT;
INSERT INTO "profile_fact" VALUES(1,'68e45987-4974-4009-9781-5d92b05bb6bc',1,'name','Old File');
INSERT INTO "profile_fact" VALUES(2,'68e45987-4974-4009-9781-5d92b05bb6bc',1,'side','left');
INSERT INTO "profile_fact" VALUES(3,'68e45987-4974-4009-9781-5d92b05bb6bc',1,'surgery_date','2026-01-29');
INSERT INTO "profile_fact" VALUES(4,'68e45987-4974-4009-9781-5d92b05bb6bc',1,'allowed_by','Dr. Rivera (made up)');
INSERT INTO "profile_fact" VALUES(5,'68e45987-4974-4009-9781-5d92b05bb6bc',1,'setup_done_on','2026-03-20');
CREATE TABLE symptom (  -- the signs that were reported; asked and not here: denied
  entry INTEGER NOT NULL REFERENCES symptoms (entry) ON DELETE RESTRICT,
  position INTEGER NOT NULL,
  symptom TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('new', 'worse', 'usual', 'usual-unchecked')),
  side TEXT CHECK (side IN ('left', 'right', 'both', 'middle')),
  since TEXT CHECK (since GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  text TEXT,
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "symptom" VALUES(5,0,'fever','new',NULL,'2026-03-20','shivers');
CREATE TABLE symptoms (  -- one round of warning-sign questions
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  form TEXT NOT NULL CHECK (form IN ('daily', 'full', 'picked')),
  asked TEXT NOT NULL,  -- the signs that were on the screen
  temperature_c REAL CHECK (temperature_c BETWEEN 30 AND 45),
  companions TEXT NOT NULL
) STRICT;
INSERT INTO "symptoms" VALUES(5,'daily','["bladder-bowel", "saddle-numbness", "both-legs", "leg-weakness", "leg-numbness", "chest-breath", "calf-swelling", "fever", "wound", "sudden-pain", "walking", "fall", "other"]',38.4,'["chills"]');
CREATE TABLE treatment (  -- what was taken or done, in the patient's words
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  treatment TEXT NOT NULL,
  dose TEXT,
  effect TEXT
) STRICT;
INSERT INTO "treatment" VALUES(16,'nsaid','400 mg','a little; it''s better');
CREATE TABLE visit (  -- appointments
  entry INTEGER PRIMARY KEY REFERENCES entry (seq) ON DELETE RESTRICT,
  visit_on TEXT NOT NULL CHECK (visit_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  who TEXT NOT NULL,
  ask TEXT
) STRICT;
INSERT INTO "visit" VALUES(9,'2026-03-29','Dr. Rivera (made up)','Why?');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX entry_kind_day ON entry (kind, day);
CREATE INDEX entry_day ON entry (day);
CREATE INDEX entry_change ON entry (change_id);
CREATE INDEX entry_supersedes ON entry (supersedes) WHERE supersedes IS NOT NULL;
CREATE INDEX entry_state_entry ON entry_state (entry, seq);
CREATE INDEX entry_state_change ON entry_state (change_id);
CREATE INDEX exercise_name ON exercise (exercise);
CREATE INDEX followup_event_followup ON followup_event (followup, seq);
CREATE INDEX profile_fact_name ON profile_fact (name, seq);
CREATE VIEW entry_now AS  -- every entry with what it is worth now
SELECT e.*, coalesce((SELECT s.state FROM entry_state s WHERE s.entry = e.seq ORDER BY s.seq DESC LIMIT 1),
  'current') AS state
FROM entry e;
CREATE VIEW pain_now AS
SELECT e.day, p.site, p.side, p.score, p.score_kind, e.note, e.recorded_at, e.id
FROM entry_now e JOIN pain p ON p.entry = e.seq WHERE e.state = 'current';
CREATE VIEW exercise_now AS
SELECT e.day, x.exercise, x.side, x.sets, x.reps, x.hold, x.minutes, x.skip_reason, x.one_key, x.pain_before,
  x.pain_during, x.effort, x.not_allowed, e.note, e.recorded_at, e.id
FROM entry_now e JOIN exercise x ON x.entry = e.seq WHERE e.state = 'current';
CREATE VIEW followup_now AS
SELECT f.*, (SELECT v.state FROM followup_event v WHERE v.followup = f.seq ORDER BY v.seq DESC LIMIT 1) AS state
FROM followup f;
CREATE VIEW profile_now AS
SELECT name, value FROM profile_fact p
WHERE seq = (SELECT max(seq) FROM profile_fact q WHERE q.name = p.name) AND value IS NOT NULL;
CREATE TRIGGER change_update BEFORE UPDATE ON change BEGIN SELECT raise(ABORT, 'change is append-only'); END;
CREATE TRIGGER change_delete BEFORE DELETE ON change BEGIN SELECT raise(ABORT, 'change is append-only'); END;
CREATE TRIGGER entry_update BEFORE UPDATE ON entry BEGIN SELECT raise(ABORT, 'entry is append-only'); END;
CREATE TRIGGER entry_delete BEFORE DELETE ON entry BEGIN SELECT raise(ABORT, 'entry is append-only'); END;
CREATE TRIGGER entry_state_update BEFORE UPDATE ON entry_state BEGIN SELECT raise(ABORT, 'entry_state is append-only'); END;
CREATE TRIGGER entry_state_delete BEFORE DELETE ON entry_state BEGIN SELECT raise(ABORT, 'entry_state is append-only'); END;
CREATE TRIGGER pain_update BEFORE UPDATE ON pain BEGIN SELECT raise(ABORT, 'pain is append-only'); END;
CREATE TRIGGER pain_delete BEFORE DELETE ON pain BEGIN SELECT raise(ABORT, 'pain is append-only'); END;
CREATE TRIGGER exercise_update BEFORE UPDATE ON exercise BEGIN SELECT raise(ABORT, 'exercise is append-only'); END;
CREATE TRIGGER exercise_delete BEFORE DELETE ON exercise BEGIN SELECT raise(ABORT, 'exercise is append-only'); END;
CREATE TRIGGER symptoms_update BEFORE UPDATE ON symptoms BEGIN SELECT raise(ABORT, 'symptoms is append-only'); END;
CREATE TRIGGER symptoms_delete BEFORE DELETE ON symptoms BEGIN SELECT raise(ABORT, 'symptoms is append-only'); END;
CREATE TRIGGER symptom_update BEFORE UPDATE ON symptom BEGIN SELECT raise(ABORT, 'symptom is append-only'); END;
CREATE TRIGGER symptom_delete BEFORE DELETE ON symptom BEGIN SELECT raise(ABORT, 'symptom is append-only'); END;
CREATE TRIGGER answer_update BEFORE UPDATE ON answer BEGIN SELECT raise(ABORT, 'answer is append-only'); END;
CREATE TRIGGER answer_delete BEFORE DELETE ON answer BEGIN SELECT raise(ABORT, 'answer is append-only'); END;
CREATE TRIGGER note_update BEFORE UPDATE ON note BEGIN SELECT raise(ABORT, 'note is append-only'); END;
CREATE TRIGGER note_delete BEFORE DELETE ON note BEGIN SELECT raise(ABORT, 'note is append-only'); END;
CREATE TRIGGER clearance_update BEFORE UPDATE ON clearance BEGIN SELECT raise(ABORT, 'clearance is append-only'); END;
CREATE TRIGGER clearance_delete BEFORE DELETE ON clearance BEGIN SELECT raise(ABORT, 'clearance is append-only'); END;
CREATE TRIGGER visit_update BEFORE UPDATE ON visit BEGIN SELECT raise(ABORT, 'visit is append-only'); END;
CREATE TRIGGER visit_delete BEFORE DELETE ON visit BEGIN SELECT raise(ABORT, 'visit is append-only'); END;
CREATE TRIGGER profile_fact_update BEFORE UPDATE ON profile_fact BEGIN SELECT raise(ABORT, 'profile_fact is append-only'); END;
CREATE TRIGGER profile_fact_delete BEFORE DELETE ON profile_fact BEGIN SELECT raise(ABORT, 'profile_fact is append-only'); END;
CREATE TRIGGER plan_update BEFORE UPDATE ON plan BEGIN SELECT raise(ABORT, 'plan is append-only'); END;
CREATE TRIGGER plan_delete BEFORE DELETE ON plan BEGIN SELECT raise(ABORT, 'plan is append-only'); END;
CREATE TRIGGER prescription_update BEFORE UPDATE ON prescription BEGIN SELECT raise(ABORT, 'prescription is append-only'); END;
CREATE TRIGGER prescription_delete BEFORE DELETE ON prescription BEGIN SELECT raise(ABORT, 'prescription is append-only'); END;
CREATE TRIGGER followup_update BEFORE UPDATE ON followup BEGIN SELECT raise(ABORT, 'followup is append-only'); END;
CREATE TRIGGER followup_delete BEFORE DELETE ON followup BEGIN SELECT raise(ABORT, 'followup is append-only'); END;
CREATE TRIGGER followup_event_update BEFORE UPDATE ON followup_event BEGIN SELECT raise(ABORT, 'followup_event is append-only'); END;
CREATE TRIGGER followup_event_delete BEFORE DELETE ON followup_event BEGIN SELECT raise(ABORT, 'followup_event is append-only'); END;
CREATE INDEX measure_name ON measure (measure);
CREATE VIEW measure_now AS
SELECT e.day, m.measure, m.side,
  (SELECT CASE WHEN count(v.value) = count(*) THEN avg(v.value) END FROM measure_value v WHERE v.entry = m.entry)
    AS score,
  m.typed, m.arms, e.note, e.recorded_at, e.id
FROM entry_now e JOIN measure m ON m.entry = e.seq WHERE e.state = 'current';
CREATE VIEW treatment_now AS
SELECT e.day, t.treatment, t.dose, t.effect, e.note, e.recorded_at, e.id
FROM entry_now e JOIN treatment t ON t.entry = e.seq WHERE e.state = 'current';
CREATE VIEW pause_now AS
SELECT e.day, p.first_day, p.last_day, p.reason, e.note, e.recorded_at, e.id
FROM entry_now e JOIN pause p ON p.entry = e.seq WHERE e.state = 'current';
CREATE TRIGGER measure_update BEFORE UPDATE ON measure BEGIN SELECT raise(ABORT, 'measure is append-only'); END;
CREATE TRIGGER measure_delete BEFORE DELETE ON measure BEGIN SELECT raise(ABORT, 'measure is append-only'); END;
CREATE TRIGGER measure_value_update BEFORE UPDATE ON measure_value BEGIN SELECT raise(ABORT, 'measure_value is append-only'); END;
CREATE TRIGGER measure_value_delete BEFORE DELETE ON measure_value BEGIN SELECT raise(ABORT, 'measure_value is append-only'); END;
CREATE TRIGGER treatment_update BEFORE UPDATE ON treatment BEGIN SELECT raise(ABORT, 'treatment is append-only'); END;
CREATE TRIGGER treatment_delete BEFORE DELETE ON treatment BEGIN SELECT raise(ABORT, 'treatment is append-only'); END;
CREATE TRIGGER block_update BEFORE UPDATE ON block BEGIN SELECT raise(ABORT, 'block is append-only'); END;
CREATE TRIGGER block_delete BEFORE DELETE ON block BEGIN SELECT raise(ABORT, 'block is append-only'); END;
CREATE TRIGGER block_score_update BEFORE UPDATE ON block_score BEGIN SELECT raise(ABORT, 'block_score is append-only'); END;
CREATE TRIGGER block_score_delete BEFORE DELETE ON block_score BEGIN SELECT raise(ABORT, 'block_score is append-only'); END;
CREATE TRIGGER pause_update BEFORE UPDATE ON pause BEGIN SELECT raise(ABORT, 'pause is append-only'); END;
CREATE TRIGGER pause_delete BEFORE DELETE ON pause BEGIN SELECT raise(ABORT, 'pause is append-only'); END;
CREATE TRIGGER baseline_update BEFORE UPDATE ON baseline BEGIN SELECT raise(ABORT, 'baseline is append-only'); END;
CREATE TRIGGER baseline_delete BEFORE DELETE ON baseline BEGIN SELECT raise(ABORT, 'baseline is append-only'); END;
CREATE TRIGGER plan_file_update BEFORE UPDATE ON plan_file BEGIN SELECT raise(ABORT, 'plan_file is append-only'); END;
CREATE TRIGGER plan_file_delete BEFORE DELETE ON plan_file BEGIN SELECT raise(ABORT, 'plan_file is append-only'); END;
CREATE INDEX guided_session_day ON guided_session (day);
CREATE INDEX guided_mark_session ON guided_mark (session, seq);
CREATE INDEX guided_entry_session ON guided_entry (session);
CREATE TRIGGER guided_session_update BEFORE UPDATE ON guided_session BEGIN SELECT raise(ABORT, 'guided_session is append-only'); END;
CREATE TRIGGER guided_session_delete BEFORE DELETE ON guided_session BEGIN SELECT raise(ABORT, 'guided_session is append-only'); END;
CREATE TRIGGER guided_part_update BEFORE UPDATE ON guided_part BEGIN SELECT raise(ABORT, 'guided_part is append-only'); END;
CREATE TRIGGER guided_part_delete BEFORE DELETE ON guided_part BEGIN SELECT raise(ABORT, 'guided_part is append-only'); END;
CREATE TRIGGER guided_mark_update BEFORE UPDATE ON guided_mark BEGIN SELECT raise(ABORT, 'guided_mark is append-only'); END;
CREATE TRIGGER guided_mark_delete BEFORE DELETE ON guided_mark BEGIN SELECT raise(ABORT, 'guided_mark is append-only'); END;
CREATE TRIGGER guided_entry_update BEFORE UPDATE ON guided_entry BEGIN SELECT raise(ABORT, 'guided_entry is append-only'); END;
CREATE TRIGGER guided_entry_delete BEFORE DELETE ON guided_entry BEGIN SELECT raise(ABORT, 'guided_entry is append-only'); END;
CREATE INDEX caseload_file_patient ON caseload_file (patient, seq);
CREATE INDEX caseload_note_patient ON caseload_note (patient, seq);
CREATE INDEX caseload_review_patient ON caseload_review (patient, seq);
CREATE TRIGGER caseload_file_update BEFORE UPDATE ON caseload_file BEGIN SELECT raise(ABORT, 'caseload_file is append-only'); END;
CREATE TRIGGER caseload_file_delete BEFORE DELETE ON caseload_file BEGIN SELECT raise(ABORT, 'caseload_file is append-only'); END;
CREATE TRIGGER caseload_note_update BEFORE UPDATE ON caseload_note BEGIN SELECT raise(ABORT, 'caseload_note is append-only'); END;
CREATE TRIGGER caseload_note_delete BEFORE DELETE ON caseload_note BEGIN SELECT raise(ABORT, 'caseload_note is append-only'); END;
CREATE TRIGGER caseload_review_update BEFORE UPDATE ON caseload_review BEGIN SELECT raise(ABORT, 'caseload_review is append-only'); END;
CREATE TRIGGER caseload_review_delete BEFORE DELETE ON caseload_review BEGIN SELECT raise(ABORT, 'caseload_review is append-only'); END;
COMMIT;
