"""A plan and a document that was edited from it -> the changes that were made, each as edits of the plan file."""
