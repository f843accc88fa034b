# Formats that layers are downloaded in.
crs-of-format = { $format } is always in { $crs }; leave crs out, or ask for another format
storage-full = there is no room on the service's disk to make the file; ask for less with bbox or filter, or tell the administrator
download-too-large = this would be more than { $max_mib } MiB, too large for one file; narrow it by filter or bbox, or ask for one layer at a time
problem-507 = There is no room on the disk
