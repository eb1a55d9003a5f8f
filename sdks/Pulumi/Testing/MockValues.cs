using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;

namespace Pulumi.Testing;

/// <summary>Between wire values and what mocks get and give (sections 2 and 3).</summary>
internal static class MockValues
{
    /// <summary>A top-level property that holds an unknown at any depth is left out (I12), and so is a null one (I7).</summary>
    public static ImmutableDictionary<string, object> Read(Struct? values)
    {
        var members = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (key, value) in values?.Fields ?? [])
            if (!WireValue.Scan(value).HasUnknown && PlainValues.Read(value) is { } content)
                members[key] = content;
        return members.ToImmutable();
    }

    /// <summary>Unknown and secret are kept per key; a nested secret makes its key secret (U12).</summary>
    public static ImmutableDictionary<string, Output<object?>> ReadOutputs(Struct values) => values.Fields.ToImmutableDictionary(
        field => field.Key,
        field =>
        {
            var (hasUnknown, hasSecret) = WireValue.Scan(field.Value);
            var content = hasUnknown ? null : PlainValues.Read(field.Value);
            return new Output<object?>(new OutputData<object?>(content, !hasUnknown, hasSecret, ResourceSet.Empty));
        });

    /// <summary>State is a dictionary, an args object or a JSON object (N1, N2, F2).</summary>
    public static async Task<Struct> WriteAsync(object state)
    {
        if (state is not (IDictionary or InputArgs or JsonElement))
            throw new InvalidOperationException($"{state.GetType().FullName} is not a supported argument type.\n\t");
        var value = await new ValueWriter(keepResources: true).WriteAsync(state, "");
        return value.KindCase == Value.KindOneofCase.StructValue
            ? value.StructValue
            : throw new InvalidOperationException($"{state.GetType().FullName} is no object.");
    }
}
