using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>The outputs that a component or the stack registered (U12).</summary>
public class MockRegisterResourceOutputsRequest(string urn, ImmutableDictionary<string, Output<object?>> outputs)
{
    public readonly string Urn = urn;

    public readonly ImmutableDictionary<string, Output<object?>> Outputs = outputs;
}
