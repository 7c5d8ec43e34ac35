"""Where work is computed: on the cores of this machine (`local`)."""
