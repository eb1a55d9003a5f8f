using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Azure.Bicep.Types.Concrete;

namespace MlopsInfra.AzureTypes;

/// <summary>
/// Goes through a body and its type side by side. A fraction fits an integer: the types don't tell the two kinds of number apart.
/// </summary>
internal sealed class BodyCheck
{
    private static readonly string[] Addressed = ["id", "name", "type", "apiVersion"];

    private readonly List<BodyMistake> _mistakes = [];

    private BodyCheck()
    {
    }

    /// <summary>Checks a body. The name is part of the types of bodies, but of the address of a request.</summary>
    public static IReadOnlyList<BodyMistake> Run(TypeBase type, string name, JsonObject body)
    {
        var check = new BodyCheck();
        foreach (var member in Addressed.Where(body.ContainsKey))
            check.Add(MistakeKind.ReadOnlyProperty, member, "It is part of the address, not of the body.");
        var whole = body.DeepClone().AsObject();
        foreach (var member in Addressed) whole.Remove(member);
        whole["name"] = name;
        check.Value(whole, type, "");
        return check._mistakes;
    }

    private void Value(JsonNode? value, TypeBase type, string path)
    {
        if (value is JsonValue text && text.TryGetValue<string>(out var mark) && mark == AzureTypeCatalog.Unknown) return;
        switch (type)
        {
            case ObjectType known:
                Members(value, known.Properties, known.AdditionalProperties?.Type, path);
                break;
            case DiscriminatedObjectType choice:
                Case(value, choice, path);
                break;
            case ArrayType list:
                Items(value, list, path);
                break;
            case UnionType union:
                Union(value, union, path);
                break;
            case StringType form:
                if (Kind(value) == JsonValueKind.String) Text(value!.GetValue<string>(), form, path);
                else Wrong(value, "text", path);
                break;
            case StringLiteralType literal:
                if (Kind(value) != JsonValueKind.String) Wrong(value, "text", path);
                else if (value!.GetValue<string>() != literal.Value)
                    Add(MistakeKind.UnknownValue, path, $"Azure documents '{literal.Value}'.");
                break;
            case IntegerType number:
                Number(value, number, path);
                break;
            case BooleanType:
                if (Kind(value) is not (JsonValueKind.True or JsonValueKind.False)) Wrong(value, "true or false", path);
                break;
            case NullType:
                if (value is not null) Wrong(value, "null", path);
                break;
            case AnyType:
                break;
            default:
                throw new NotSupportedException(
                    $"'{path}' has a type of the kind {type.GetType().Name}, which this check does not know.");
        }
    }

    private void Members(JsonNode? value, IReadOnlyDictionary<string, ObjectTypeProperty> properties, TypeBase? others,
        string path)
    {
        if (value is not JsonObject json)
        {
            Wrong(value, "an object", path);
            return;
        }

        foreach (var (name, member) in json)
        {
            var at = Join(path, name);
            if (properties.TryGetValue(name, out var property))
            {
                if (property.Flags.HasFlag(ObjectTypePropertyFlags.ReadOnly))
                    Add(MistakeKind.ReadOnlyProperty, at, "Azure computes it.");
                else Value(member, property.Type.Type, at);
            }
            else if (others is not null)
            {
                Value(member, others, at);
            }
            else
            {
                var other = properties.Keys.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
                Add(MistakeKind.UnknownProperty, at,
                    other is null ? "There is no such property." : $"Azure spells it '{other}'.");
            }
        }

        foreach (var (name, property) in properties)
        {
            if (Requires(property) && !json.ContainsKey(name))
                Add(MistakeKind.MissingProperty, Join(path, name), "It is required.");
        }
    }

    private static bool Requires(ObjectTypeProperty property) =>
        property.Flags.HasFlag(ObjectTypePropertyFlags.Required) && !property.Flags.HasFlag(ObjectTypePropertyFlags.ReadOnly);

    private void Case(JsonNode? value, DiscriminatedObjectType choice, string path)
    {
        var at = Join(path, choice.Discriminator);
        if (value is not JsonObject json) Wrong(value, "an object", path);
        else if (json[choice.Discriminator] is not JsonValue found || !found.TryGetValue<string>(out var name))
            Add(MistakeKind.MissingProperty, at, "It says which object this is.");
        else if (!choice.Elements.TryGetValue(name, out var element))
            Add(MistakeKind.UnknownValue, at, Documented(choice.Elements.Keys));
        else if (element.Type is ObjectType known)
            Members(json, choice.BaseProperties.Concat(known.Properties).DistinctBy(pair => pair.Key).ToDictionary(),
                known.AdditionalProperties?.Type, path);
        else Value(json, element.Type, path);
    }

    private void Items(JsonNode? value, ArrayType list, string path)
    {
        if (value is not JsonArray items)
        {
            Wrong(value, "a list", path);
            return;
        }

        Bounds(MistakeKind.Length, items.Count, list.MinLength, list.MaxLength, path, "items");
        for (var index = 0; index < items.Count; index++) Value(items[index], list.ItemType.Type, $"{path}[{index}]");
    }

    private void Union(JsonNode? value, UnionType union, string path)
    {
        var types = union.Elements.Select(element => element.Type).ToList();
        var documented = types.OfType<StringLiteralType>().Select(literal => literal.Value).ToList();
        // What may be any text by its type has documented values all the same: Azure refuses others in nearly every case.
        if (documented.Count > 0 && Kind(value) == JsonValueKind.String)
        {
            if (!documented.Contains(value!.GetValue<string>())) Add(MistakeKind.UnknownValue, path, Documented(documented));
            return;
        }

        var best = types.Select(type => Alone(value, type, path)).MinBy(mistakes => mistakes.Count) ?? [];
        _mistakes.AddRange(best);
    }

    private static List<BodyMistake> Alone(JsonNode? value, TypeBase type, string path)
    {
        var check = new BodyCheck();
        check.Value(value, type, path);
        return check._mistakes;
    }

    private void Text(string text, StringType form, string path)
    {
        Bounds(MistakeKind.Length, text.Length, form.MinLength, form.MaxLength, path, "characters");
        if (form.Pattern is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant))
            Add(MistakeKind.Pattern, path, $"It has to match {pattern}.");
    }

    private void Number(JsonNode? value, IntegerType number, string path)
    {
        if (Kind(value) != JsonValueKind.Number) Wrong(value, "a number", path);
        else Bounds(MistakeKind.Range, double.Parse(value!.ToJsonString(), CultureInfo.InvariantCulture), number.MinValue,
            number.MaxValue, path, "");
    }

    private void Bounds(MistakeKind kind, double value, long? least, long? most, string path, string unit)
    {
        if (value < least || value > most)
            Add(kind, path, $"It is {value} {unit}, allowed are {least?.ToString() ?? "any"} to {most?.ToString() ?? "any"}.");
    }

    private void Wrong(JsonNode? value, string wanted, string path) =>
        Add(MistakeKind.WrongType, path, $"It is {Kind(value)}, and has to be {wanted}.");

    private void Add(MistakeKind kind, string path, string message) => _mistakes.Add(new BodyMistake(kind, path, message));

    private static JsonValueKind Kind(JsonNode? value) => value?.GetValueKind() ?? JsonValueKind.Null;

    private static string Documented(IEnumerable<string> values) =>
        $"Azure documents {string.Join(", ", values.Select(value => $"'{value}'"))}.";

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
