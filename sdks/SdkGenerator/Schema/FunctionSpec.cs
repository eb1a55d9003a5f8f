using System.Collections.Immutable;

namespace SdkGenerator.Schema;

/// <summary>A function of a provider (an invoke).</summary>
/// <param name="Token">Its token, such as <c>azure-native:authorization:getClientConfig</c>.</param>
/// <param name="Inputs">Its arguments; empty where it takes none.</param>
/// <param name="Outputs">The members of its result.</param>
/// <param name="Deprecated">Whether programs should no longer use it.</param>
internal sealed record FunctionSpec(
    string Token, ImmutableArray<PropertySpec> Inputs, ImmutableArray<PropertySpec> Outputs, bool Deprecated);
