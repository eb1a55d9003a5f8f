using System.Collections.Immutable;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>
/// What can be told of inputs before anything is created: the schema and the naming rules. What is not known yet fits.
/// </summary>
internal static class InputCheck
{
    /// <summary>All mistakes, each with Azure's code.</summary>
    public static ImmutableArray<CheckFailure> Failures(AzureTypes types, ResourceSchema schema, PropertyMap inputs) =>
    [
        .. MissingInPath(schema, inputs),
        .. InvalidNames(types, schema, inputs),
        .. BodyValidator.Check(ArmWriter.Write(inputs, schema).Json, schema.Body,
            invalidValue: types.Of(schema.ArmType).InvalidValueCode,
            readsLoosely: types.Of(schema.ArmType).ReadsLoosely).Errors
            .Select(error => new CheckFailure(error.Property, error.Message) { Code = error.Code }),
    ];

    /// <summary>Inputs that only the provider sets, and the program tries to.</summary>
    public static IEnumerable<CheckFailure> OwnInputs(CheckRequest request)
    {
        const string Version = ResourceSchema.ApiVersionInput;
        // What ignoreChanges carries over from the state is no doing of the program.
        if (!request.NewInputs.TryGetValue(Version, out var given) || given.Equals(request.OldInputs?.GetValueOrDefault(Version)))
            yield break;
        yield return new CheckFailure(Version,
            $"'{Version}' can't be set: the provider writes down the API version that it uses.") { Code =
                "InvalidRequestContent" };
    }

    private static IEnumerable<CheckFailure> MissingInPath(ResourceSchema schema, PropertyMap inputs) =>
        from property in schema.PathInputs.Values
        where property.Required && !(inputs.TryGetValue(property.Name, out var value) && value is not PropertyValue.NullValue)
        select new CheckFailure(property.Name,
            $"Missing required property '{property.Name}'.") { Code = "InvalidRequestContent" };

    private static IEnumerable<CheckFailure> InvalidNames(AzureTypes types, ResourceSchema schema, PropertyMap inputs)
    {
        if (schema.Id is not { } template) yield break;
        foreach (var property in schema.PathInputs.Values)
        {
            if (!inputs.TryGetValue(property.Name, out var value)) continue;
            value = value.WithoutSecretMark;
            if (value is PropertyValue.Text text)
            {
                if (property.Name == template.NameParameter && types.Of(schema.ArmType).Naming is var rule
                    && !rule.Allows(text.Value))
                    yield return new CheckFailure(property.Name, rule.Explain(text.Value)) { Code = rule.Code };
                else if (PathNames.Wrong(types, template, property.Name, text.Value) is { } wrong)
                    yield return wrong;
                if (property.Name is "scope" or "resourceUri" && !ResourceId.TryParse($"/{text.Value.Trim('/')}", out _))
                    yield return new CheckFailure(property.Name,
                        ArmErrors.NoId(text.Value, property.Name).Message) { Code = "LinkedInvalidPropertyId" };
            }
            else if (template.Parameters.Contains(property.Name)
                && value is not (PropertyValue.UnknownValue or PropertyValue.Output or PropertyValue.NullValue))
            {
                yield return new CheckFailure(property.Name,
                    $"'{property.Name}' has to be a string.") { Code = "InvalidRequestContent" };
            }
        }
    }
}
