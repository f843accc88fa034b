# Messages of src/app.
