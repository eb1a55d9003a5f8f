using System.Collections.Immutable;

namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>A resource type: its Pulumi token, its ARM type, and what goes in and comes out.</summary>
internal sealed class ResourceSchema
{
    /// <summary>The input in which azure-native writes down the API version; programs can't set it.</summary>
    public const string ApiVersionInput = "azureApiVersion";

    private readonly Lazy<ReplacementFlags> _replaces;

    /// <summary>Makes it; the flags are worked out when they are first asked for.</summary>
    public ResourceSchema() => _replaces = new(() => ReplacementFlags.Of(this));

    /// <summary>The token, as in <c>azure-native:storage:StorageAccount</c>.</summary>
    public required string Token { get; init; }

    /// <summary>Module and name, as in <c>storage:StorageAccount</c>.</summary>
    public string ShortName => Token[(Token.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <summary>The ARM type, as in <c>Microsoft.Storage/storageAccounts</c>; the token where there is none.</summary>
    public required string ArmType { get; init; }

    /// <summary>
    /// Whether Azure Resource Manager knows it; what azure-native makes of others (a blob, an access policy) is its own.
    /// </summary>
    public bool IsKnownToArm => ArmType != Token;

    /// <summary>The ARM API version that the package uses; empty where there is none.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>How its id is made from its inputs; null for packages without ARM ids.</summary>
    public IdTemplate? Id { get; init; }

    /// <summary>The inputs that go into the body (all inputs, for packages without ARM ids).</summary>
    public required ObjectSchema Body { get; init; }

    /// <summary>What a GET answers.</summary>
    public required ObjectSchema Outputs { get; init; }

    /// <summary>The inputs that go into the id or the query, not into the body, by name.</summary>
    public required ImmutableDictionary<string, PropertySchema> PathInputs { get; init; }

    /// <summary>The inputs whose change replaces it.</summary>
    public ReplacementFlags Replaces => _replaces.Value;

    /// <summary>Whether an input goes into the body.</summary>
    /// <param name="input">Its name.</param>
    public bool IsInBody(string input) =>
        (!PathInputs.ContainsKey(input) || Body.Find(input) is not null) && input != ApiVersionInput;

    /// <summary>Whether it has a place on the map (takes <c>location</c>).</summary>
    public bool HasLocation => Body.Find("location") is { InProperties: false };
}
