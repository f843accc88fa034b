# Messages of src/store.
