"""The visit report: what stands in it (`page`, `detail`), and how it is written (`html`, `markdown`, `pdf`, `text`)."""
