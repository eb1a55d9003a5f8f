using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>The type of a value, as a package schema describes it.</summary>
internal abstract record TypeSchema
{
    private TypeSchema()
    {
    }

    /// <summary>What a message calls it.</summary>
    public abstract string DisplayName { get; }

    /// <summary>A string, boolean, integer or number.</summary>
    public sealed record Primitive(PrimitiveKind Kind) : TypeSchema
    {
        public override string DisplayName => Kind.ToString();

        /// <summary>The value as it counts; null if it is of another kind.</summary>
        /// <param name="value">The value.</param>
        /// <param name="readsLoosely">Whether a number or a boolean becomes a text where one belongs, and the text of a boolean a
        /// boolean.</param>
        public JsonNode? Read(JsonNode value, bool readsLoosely) => Takes(value) ? value.DeepClone()
            : !readsLoosely ? null : (Kind, value.GetValueKind()) switch
            {
                (PrimitiveKind.String, JsonValueKind.Number) => value.ToJsonString(),
                (PrimitiveKind.String, JsonValueKind.True) => bool.TrueString,
                (PrimitiveKind.String, JsonValueKind.False) => bool.FalseString,
                (PrimitiveKind.Boolean, JsonValueKind.String) when bool.TryParse(value.GetValue<string>(), out var flag) => flag,
                _ => null,
            };

        private bool Takes(JsonNode value) => (Kind, value.GetValueKind()) switch
        {
            (PrimitiveKind.String, JsonValueKind.String) => true,
            (PrimitiveKind.Boolean, JsonValueKind.True or JsonValueKind.False) => true,
            (PrimitiveKind.Number, JsonValueKind.Number) => true,
            (PrimitiveKind.Integer, JsonValueKind.Number) => double.IsInteger(JsonNumbers.ToDouble(value)),
            _ => false,
        };
    }

    /// <summary>A string out of a list; Azure compares it ignoring case.</summary>
    public sealed record Choice(string Name, ImmutableArray<string> Values) : TypeSchema
    {
        /// <summary>What a message says besides; null for nothing.</summary>
        public string? Remark { get; init; }

        public override string DisplayName => Name;

        /// <summary>Whether a value is one of those allowed.</summary>
        /// <param name="values">Those allowed.</param>
        /// <param name="value">The value.</param>
        public static bool IsOneOf(IReadOnlyList<string> values, JsonNode value) =>
            value is JsonValue text && text.TryGetValue<string>(out var given)
            && values.Contains(given, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A list.</summary>
    public sealed record List(TypeSchema Items) : TypeSchema
    {
        public override string DisplayName => $"List<{Items.DisplayName}>";
    }

    /// <summary>A map with free keys.</summary>
    public sealed record Map(TypeSchema Values) : TypeSchema
    {
        public override string DisplayName => $"Dictionary<String,{Values.DisplayName}>";
    }

    /// <summary>Identities: a list of ids in Pulumi inputs, an object with the ids as keys in ARM.</summary>
    public sealed record IdentitySet : TypeSchema
    {
        public override string DisplayName => "Dictionary<String,UserAssignedIdentity>";
    }

    /// <summary>An object with known members.</summary>
    public sealed record Object(ObjectSchema Schema) : TypeSchema
    {
        public override string DisplayName => Schema.DisplayName;

        public bool Equals(Object? other) => other is not null && ReferenceEquals(Schema, other.Schema);

        public override int GetHashCode() => Schema.Name.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>One of several objects, told apart by a constant property.</summary>
    public sealed record OneOf(string Discriminator, ImmutableDictionary<string, ObjectSchema> Cases) : TypeSchema
    {
        /// <summary>What ARM calls the property that tells them apart.</summary>
        public string ArmDiscriminator => Cases.Values.First().Find(Discriminator)?.ArmName ?? Discriminator;

        public override string DisplayName =>
            string.Join('|', Cases.Values.Select(schema => schema.DisplayName).Order(StringComparer.Ordinal));
    }

    /// <summary>Any JSON.</summary>
    public sealed record Any : TypeSchema
    {
        public override string DisplayName => "Object";
    }

    /// <summary>A file or an archive; exists only in Pulumi.</summary>
    public sealed record Asset : TypeSchema
    {
        public override string DisplayName => "Asset";
    }
}
