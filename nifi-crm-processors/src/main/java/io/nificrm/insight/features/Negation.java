package io.nificrm.insight.features;

/**
 * Marks the words that a negation turns around: the next {@value #REACH} tokens, or up to the next punctuation mark.
 * Emoji, emoticons and whole hashtags are not turned around.
 */
final class Negation {
    private static final int REACH = 5;

    private static final String WORDS =
            "not no never none nobody nothing neither nor nowhere cannot cant can't dont don't wont won't"
                    + " isnt isn't arent aren't wasnt wasn't werent weren't doesnt doesn't didnt didn't havent haven't hasnt hasn't hadnt hadn't"
                    + " couldnt couldn't shouldnt shouldn't wouldnt wouldn't aint ain't without hardly barely lack lacks"
                    + " pas jamais nicht kein keine nunca jamás não nem non mai nahi nahin nhi नहीं न मत لا لم لن ليس ما";

    private static final HashTable NEGATIONS = HashTable.ofWords(WORDS);

    private Negation() {}

    static void mark(Tokens tokens) {
        int remaining = 0;
        for (int i = 0; i < tokens.count; i++) {
            switch (tokens.kinds[i]) {
                case PUNCTUATION -> {
                    char c = tokens.characters[tokens.starts[i]];
                    if (c != '\'' && c != '"' && c != '-') {
                        remaining = 0;
                    }
                }
                case EMOJI, EMOTICON, HASHTAG -> {}
                case WORD, NUMBER, HASHTAG_PART, HANDLE -> {
                    if (remaining > 0) {
                        tokens.negated[i] = true;
                        remaining--;
                    }
                    if (NEGATIONS.contains(tokens.hashes[i])) {
                        remaining = REACH;
                    }
                }
            }
        }
    }
}
