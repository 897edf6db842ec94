"""What a parse and weights fitted on annotated news add to the cue grammar: which verbs report, which words
they report, and who speaks. Decision 015 says where the weights come from."""
