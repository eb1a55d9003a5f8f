namespace SdkGenerator.Schema;

/// <summary>The primitive types of a package schema.</summary>
internal enum PrimitiveKind
{
    /// <summary>Text.</summary>
    String,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A 32-bit integer.</summary>
    Integer,

    /// <summary>A double; Azure's 64-bit integers too.</summary>
    Number,
}
