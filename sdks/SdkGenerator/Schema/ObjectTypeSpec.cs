using System.Collections.Immutable;

namespace SdkGenerator.Schema;

/// <summary>An object type that properties refer to by its token.</summary>
internal sealed record ObjectTypeSpec(string Token, ImmutableArray<PropertySpec> Properties);
