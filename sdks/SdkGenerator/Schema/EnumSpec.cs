using System.Collections.Immutable;

namespace SdkGenerator.Schema;

/// <summary>An enum of strings.</summary>
/// <param name="Token">Its token.</param>
/// <param name="Values">Its members, in the schema's order.</param>
internal sealed record EnumSpec(string Token, ImmutableArray<EnumValueSpec> Values);
