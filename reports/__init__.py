"""Tables and pictures made from stored figures; reads only."""
