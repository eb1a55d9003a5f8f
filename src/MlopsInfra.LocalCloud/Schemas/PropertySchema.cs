namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>One property of an object: its name in Pulumi, its place in the ARM body, its type.</summary>
internal sealed record PropertySchema(string Name, string ArmName, bool InProperties, TypeSchema Type)
{
    /// <summary>Whether it has to be given.</summary>
    public bool Required { get; init; }

    /// <summary>Whether a change of it replaces the resource.</summary>
    public bool ForcesReplacement { get; init; }

    /// <summary>Whether its value is a secret by the schema.</summary>
    public bool Secret { get; init; }

    /// <summary>The only value it may have; null if there is no such thing.</summary>
    public string? Constant { get; init; }

    /// <summary>Whether it is on its way out.</summary>
    public bool Deprecated { get; init; }

    /// <summary>Whether the schema gives it a default, so that leaving it out is no mistake.</summary>
    public bool HasDefault { get; init; }

    /// <summary>Its path from the object it belongs to, as in <c>properties.networkAcls</c>.</summary>
    public string ArmPath => InProperties ? $"properties.{ArmName}" : ArmName;
}
