namespace SdkGenerator.Schema;

/// <summary>Checks that a schema is closed: every reference leads to a type in it.</summary>
internal static class ReferenceCheck
{
    /// <summary>Checks every property of the schema.</summary>
    /// <exception cref="SchemaException">A property refers to a type that is not there.</exception>
    public static void Run(PackageSchema schema)
    {
        foreach (var (owner, property) in AllProperties(schema))
        {
            if (TypeTree.References(property.Type).FirstOrDefault(token => !Knows(schema, token)) is { } missing)
            {
                throw new SchemaException(
                    $"{owner}.{property.WireName} refers to the type '{missing}', which the schema doesn't have. "
                    + "Cut it anew from a full schema with the `subset` command.");
            }
        }
    }

    private static bool Knows(PackageSchema schema, string token) =>
        schema.ObjectTypes.ContainsKey(token) || schema.Enums.ContainsKey(token);

    private static IEnumerable<(string Owner, PropertySpec Property)> AllProperties(PackageSchema schema)
    {
        var resources = schema.Resources.Append(schema.Provider)
            .SelectMany(resource => resource.Inputs.Concat(resource.Outputs).Concat(resource.State ?? [])
                .Select(property => (resource.Token, property)));
        var functions = schema.Functions
            .SelectMany(function => function.Inputs.Concat(function.Outputs).Select(property => (function.Token, property)));
        var types = schema.ObjectTypes.Values.SelectMany(type => type.Properties.Select(property => (type.Token, property)));
        return resources.Concat(functions).Concat(types).Concat(schema.Config.Select(property => ("config", property)));
    }
}
