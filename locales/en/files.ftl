# Messages of src/files.
