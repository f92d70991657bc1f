"""Service orders on the screen: the list of them, and the editor of one."""
