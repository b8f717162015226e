"""Young people in education, employment or training."""
