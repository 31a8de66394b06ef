package dev.lanewise.core;

/// A shape that something cannot work with: the message says who complains, what it expected and what it got.
public final class ShapeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public ShapeException(String message) { super(message); }

    /// `<owner>: expected <expected>, but got <actual>`
    public static ShapeException expected(Object owner, String expected, Shape actual) {
        return new ShapeException(owner + ": expected " + expected + ", but got " + actual);
    }

    /// The same complaint with a piece of advice behind it.
    public ShapeException advise(String advice) { return new ShapeException(getMessage() + ". " + advice); }

    /// The same complaint with the place in front: `Sequential, layer 4 of 8, MaxPool2D(2): …`.
    public ShapeException at(String place) { return new ShapeException(place + ", " + getMessage()); }
}
