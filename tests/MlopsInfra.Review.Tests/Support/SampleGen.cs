using CsCheck;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.Review.Tests.Support;

/// <summary>
/// Stacks out of nowhere: up to twelve resources in two components, depending on earlier ones, with values of every kind.
/// </summary>
internal static class SampleGen
{
    private static readonly Gen<string> Text =
        Gen.OneOf(Gen.String[Gen.Char[' ', '~'], 0, 12], OneOf("a|b", "`", "@team", "<b>", "ä\n€", "x\\", "**", "", "\"]"));

    public static Gen<PropertyValue> Value { get; } = Gen.Recursive<PropertyValue>((depth, self) => depth > 2
        ? Text.Select(text => (PropertyValue)text)
        : Gen.Frequency(
            (4, Text.Select(text => (PropertyValue)text)),
            (2, Gen.Int[-5, 5].Select(number => (PropertyValue)number)),
            (1, Gen.Bool.Select(flag => (PropertyValue)flag)),
            (1, self.Array[0, 3].Select(items => (PropertyValue)new PropertyValue.List([.. items]))),
            (1, Members(self).Select(map => (PropertyValue)map)),
            (1, Gen.String[Gen.Char['A', 'Z'], 20, 24].Select(text => (PropertyValue)new PropertyValue.Secret($"hush{text}")))));

    public static Gen<StackSnapshot> Snapshot { get; } = Gen.Select(Gen.Int[0, 12], Gen.Int)
        .SelectMany((count, _) => Resources(count)).Select(resources => Sample.Snapshot([.. resources]));

    public static Gen<T> OneOf<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    private static Gen<PropertyMap> Members(Gen<PropertyValue> value) =>
        Gen.Select(OneOf("a", "b.c", "d[0]", "e f"), value).Array[0, 3]
            .Select(members => new PropertyMap(members.Select(member => KeyValuePair.Create(member.Item1, member.Item2))));

    private static Gen<List<ResourceRecord>> Resources(int count) =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 30], Gen.Bool, Members(Value), Gen.Int[0, 100]).Array[count].Select(parts =>
        {
            var resources = new List<ResourceRecord>();
            foreach (var (type, number, isData, inputs, need) in parts)
            {
                var (parent, name) = (isData ? Sample.Data : Sample.People, $"r{number}");
                var resource = Sample.Resource(
                    type switch { 0 => "storage:StorageAccount", 1 => "keyvault:Vault", 2 => "network:VirtualNetwork#40",
                        _ => "resources:Thing" }, name, $"{Sample.Group}/things/{name}", parent) with
                {
                    Inputs = inputs,
                };
                if (resources.Exists(other => other.Urn == resource.Urn)) continue;
                resources.Add(need < 60 && resources.Count > 0
                    ? resource with { Dependencies = [resources[need % resources.Count].Urn] } : resource);
            }

            return resources;
        });
}
