using CsCheck;
using MlopsInfra.LocalCloud.Engine;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Tests.Catalog;

/// <summary>Between a program's flat inputs and ARM bodies nothing is lost, for every type there is.</summary>
public class ConversionTests
{
    private static readonly AzureCatalog Catalog = new();

    public static TheoryData<string> Tokens => [.. Catalog.Package.ResourceTokens];

    [Theory]
    [MemberData(nameof(Tokens))]
    public void Inputs_go_to_a_body_that_fits_the_schema_and_come_back_the_same(string token)
    {
        var schema = Catalog.Package.FindResource(token)!;
        SchemaValues.Of(schema.Body).Sample(
            inputs =>
            {
                var (clean, errors) = BodyValidator.Check(ArmWriter.Write(inputs, schema.Body).Json, schema.Body);
                // The values are made without regard to how long or large they may be.
                Assert.Empty(errors.Where(error => error.Code == "InvalidRequestContent").Select(error => error.Message));
                Assert.Equal(inputs, InputReduction.Of(ArmReader.Read(clean, schema.Body), schema.Body));
            },
            iter: 40, threads: 1, print: inputs => ArmWriter.Write(inputs, schema.Body).Json.ToJsonString());
    }

    [Fact]
    public void Ids_go_to_their_parts_and_back()
    {
        var name = Gen.Char.AlphaNumeric.Array[1, 20].Select(chars => new string(chars));
        Gen.Select(Gen.OneOf([.. Catalog.Package.ResourceTokens.Select(Gen.Const)]), name.Array[12]).Sample((token, names) =>
        {
            if (Catalog.Package.FindResource(token)!.Id is not { } template) return;
            var next = 0;
            var values = template.Parameters.ToDictionary(parameter => parameter,
                parameter => parameter is "scope" or "resourceUri" ? "/subscriptions/s/resourceGroups/g" : names[next++]);
            var id = template.Format(parameter => values.GetValueOrDefault(parameter))!;
            Assert.True(ResourceId.TryParse(id, out _), id);
            Assert.Equal(values.Select(pair => $"{pair.Key}={pair.Value.Trim('/')}").Order(),
                template.Parse(id)!.Select(pair => $"{pair.Key}={pair.Value}").Order());
        }, threads: 1);
    }

    [Fact]
    public void A_name_that_a_rule_takes_is_within_its_bounds()
    {
        var types = Catalog.Package.ArmTypes().Select(pair => pair.ArmType).Distinct().ToArray();
        Gen.Select(Gen.OneOf([.. types.Select(Gen.Const)]),
            Gen.Char["abzAZ019-_.() /?#"].Array[0, 100].Select(chars => new string(chars))).Sample((type, name) =>
        {
            var rule = AzureServices.Types.Of(type).Naming;
            if (!rule.Allows(name)) return;
            Assert.InRange(name.Length, rule.Minimum, rule.Maximum);
            Assert.DoesNotContain('/', name);
        }, threads: 1);
    }
}
