"""Small programs that ours are measured against, each run in the same rounds."""
