package dev.lanewise.core.text;

/// Tokens that stand for a byte, as SentencePiece writes them: `<0x0A>`.
final class ByteNames {

    private ByteNames() { }

    /// The byte of a token, −1 if it is none.
    static int value(String token) {
        boolean isByte = token.length() == 6 && token.startsWith("<0x") && token.endsWith(">")
                && Character.digit(token.charAt(3), 16) >= 0 && Character.digit(token.charAt(4), 16) >= 0;
        return isByte ? Integer.parseInt(token, 3, 5, 16) : -1;
    }
}
