using System.Collections.Immutable;

namespace SdkGenerator.Schema;

/// <summary>A resource, or the provider of a package.</summary>
/// <param name="Token">Its type token, such as <c>azure-native:storage:StorageAccount</c>.</param>
/// <param name="Inputs">What a program may set.</param>
/// <param name="Outputs">What the resource has once it exists.</param>
/// <param name="State">Hints for <c>Get</c>; null where the package's <c>Get</c> takes none.</param>
/// <param name="Aliases">Former type tokens.</param>
/// <param name="Deprecated">Whether programs should no longer use it.</param>
internal sealed record ResourceSpec(
    string Token,
    ImmutableArray<PropertySpec> Inputs,
    ImmutableArray<PropertySpec> Outputs,
    ImmutableArray<PropertySpec>? State,
    ImmutableArray<string> Aliases,
    bool Deprecated);
