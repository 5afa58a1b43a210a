from sync.cell_texts import UnreadableError
def parse_names(raw, context): raise UnreadableError("x")
