"""The coverage map: how much there is for each of two vocabularies' terms together."""
