namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>JSON's simple types.</summary>
internal enum PrimitiveKind
{
    String,
    Boolean,
    Integer,
    Number,
}
