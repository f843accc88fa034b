# Messages of src/http.
