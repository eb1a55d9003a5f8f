namespace MlopsInfra.Components;

/// <summary>The characters that a type's names may be made of.</summary>
[Flags]
public enum NameCharacters
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>a to z.</summary>
    Lowercase = 1,

    /// <summary>A to Z.</summary>
    Uppercase = 2,

    /// <summary>0 to 9.</summary>
    Digits = 4,

    /// <summary>The hyphen.</summary>
    Hyphen = 8,

    /// <summary>The underscore.</summary>
    Underscore = 16,

    /// <summary>The period.</summary>
    Period = 32,

    /// <summary>Round brackets.</summary>
    Parentheses = 64,

    /// <summary>Lower-case letters and digits.</summary>
    LowercaseAlphanumeric = Lowercase | Digits,

    /// <summary>Letters and digits.</summary>
    Alphanumeric = Lowercase | Uppercase | Digits,
}
