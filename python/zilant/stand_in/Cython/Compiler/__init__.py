"""What builds look at of Cython's compiler."""
