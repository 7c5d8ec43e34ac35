"""`python -m averment.cli` is `aver`."""

from averment.cli import main

if __name__ == "__main__":
    main()
