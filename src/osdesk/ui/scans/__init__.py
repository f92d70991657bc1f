"""The room of scanned pages: dropped, watched for, filed by themselves, and by hand what can't be."""
