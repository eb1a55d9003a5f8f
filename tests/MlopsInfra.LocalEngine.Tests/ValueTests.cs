using System.Text.Json;
using CsCheck;
using MlopsInfra.LocalEngine.Deployments;
using MlopsInfra.LocalEngine.Protocol;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>Any value survives the wire and the state; paths read back what they mean.</summary>
public sealed class ValueTests : IDisposable
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char['a', 'z'], 0, 8],
        Gen.OneOf(Gen.Const(""), Gen.Const("ä\"\\\n"), Gen.Const("日本"), Gen.Const("a.b[0]"),
            Gen.Const("urn:pulumi:dev::p::t::n")));

    private static readonly Gen<PropertyValue> Plain = Gen.OneOf(
        Text.Select(text => (PropertyValue)text),
        Gen.Double[-1e15, 1e15].Select(number => (PropertyValue)number),
        Gen.Bool.Select(flag => (PropertyValue)flag),
        Gen.Const(PropertyValue.Null),
        Text.Where(text => text.Length > 0).Select(text => (PropertyValue)new PropertyValue.Asset("text", text)),
        Text.Select(text => (PropertyValue)new PropertyValue.Archive("path", text, PropertyMap.Empty)),
        Text.Select(text => (PropertyValue)new PropertyValue.Reference($"urn:{text}", "id")));

    private static readonly Gen<PropertyMap> Maps = Gen.Recursive<PropertyMap>((depth, self) =>
    {
        var value = depth > 3 ? Plain : Gen.OneOf(
            Plain, self.Select(map => (PropertyValue)map),
            Plain.List[0, 3].Select(items => (PropertyValue)new PropertyValue.List([.. items])));
        var any = Gen.OneOf(value, value.Select(inner => inner.ContainsSecrets ? inner : new PropertyValue.Secret(inner)));
        return Gen.Dictionary(Text, any)[0, 4].Select(members => new PropertyMap(members));
    });

    private readonly string _folder = TestFolders.Create("local-engine-values-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_value_comes_back_from_the_wire_as_it_was() =>
        Maps.Sample(map => WireReader.ReadMap(WireWriter.WriteMap(map)).Equals(map));

    [Fact]
    public void Every_value_comes_back_from_the_state_as_it_was()
    {
        var secrets = new SecretManager(_folder);
        Maps.Sample(map =>
        {
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream)) new StateValueWriter(secrets).Write(writer, map);
            using var document = JsonDocument.Parse(stream.ToArray());
            return new StateValueReader(secrets, tolerant: false).ReadMap(document.RootElement).Equals(map);
        }, iter: 300, threads: 1);
    }

    [Fact]
    public void No_difference_between_equal_maps_and_every_difference_is_found_at_its_path() =>
        Gen.Select(Maps, Maps).Sample((one, two) =>
        {
            Assert.Empty(StructuralDiff.Changes(one, one));
            foreach (var change in StructuralDiff.Changes(one, two))
            {
                var path = PropertyPath.Parse(change.Path);
                Assert.NotEqual(path.Get(one)?.WithoutSecretMark, path.Get(two)?.WithoutSecretMark);
            }
        });

    [Fact]
    public void Ignoring_everything_keeps_the_old_inputs_and_ignoring_nothing_the_new_ones() =>
        Gen.Select(Maps, Maps).Sample((before, now) =>
        {
            Assert.Equal(before, IgnoredChanges.Apply(before, now, [PropertyPath.Parse("*")]));
            Assert.Equal(now, IgnoredChanges.Apply(before, now, []));
        });

    [Theory]
    [InlineData("a.b", "a|b")]
    [InlineData("a[0].b", "a|0|b")]
    [InlineData("a[\"b.c\"].d", "a|b.c|d")]
    [InlineData("a[\"x\\\"y\"]", "a|x\"y")]
    [InlineData("a[*].b", "a|*|b")]
    [InlineData("*", "*")]
    public void A_path_is_read_as_programs_write_it(string text, string segments) =>
        Assert.Equal(segments.Split('|'), PropertyPath.Parse(text).Segments);

    [Theory]
    [InlineData("a[")]
    [InlineData("a[\"b")]
    [InlineData("a[b]")]
    public void What_is_no_path_is_refused_with_the_text(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => PropertyPath.Parse(text)).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("", null)]
    [InlineData("0s", null)]
    [InlineData("90s", 90.0)]
    [InlineData("300000000000ns", 300.0)]
    [InlineData("1h30m", 5400.0)]
    [InlineData("1.5m", 90.0)]
    [InlineData("20ms", 0.02)]
    public void A_duration_is_read_as_programs_write_it(string text, double? seconds) =>
        Assert.Equal(seconds, CustomTimeouts.Parse(text)?.TotalSeconds);
}
