using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Args whose names and values are only known at run time; the value types are checked at once (I36, I37).</summary>
public sealed class DictionaryInvokeArgs : InvokeArgs
{
    private readonly ImmutableDictionary<string, object?> _dictionary;

    public DictionaryInvokeArgs(ImmutableDictionary<string, object?> dictionary)
    {
        foreach (var value in dictionary.Values)
            if (value is not null)
                AllowedTypes.CheckDictionaryValue(value.GetType());
        _dictionary = dictionary;
    }

    internal override IReadOnlyList<ArgsEntry> ReadEntries() =>
        [.. _dictionary.Select(pair => new ArgsEntry(pair.Key, pair.Value, IsJson: false))];
}
