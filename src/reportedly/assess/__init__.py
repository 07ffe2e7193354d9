"""assess: standing claims → estimates."""
