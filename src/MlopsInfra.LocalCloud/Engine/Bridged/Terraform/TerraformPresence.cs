using System.Globalization;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine.Bridged.Terraform;

/// <summary>What inputs hold, asked by Terraform's paths (<c>ci_trigger.0.override</c>).</summary>
/// <param name="type">The type's inputs.</param>
/// <param name="inputs">The values.</param>
internal sealed class TerraformPresence(TerraformObject type, PropertyMap inputs)
{
    /// <summary>The value at a path; null if there is none.</summary>
    public PropertyValue? Find(string path)
    {
        var schema = type;
        PropertyValue? value = new PropertyValue.Obj(inputs);
        foreach (var segment in path.Split('.'))
        {
            if (int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                // A block that is there at most once is no list in Pulumi.
                if (value is PropertyValue.List list)
                    value = index < list.Items.Length ? list.Items[index].WithoutSecretMark : null;
            }
            else
            {
                var property = schema?.FindTerraform(segment);
                value = property is not null && value is PropertyValue.Obj known
                    ? known.Members.GetValueOrDefault(property.Schema.Name)?.WithoutSecretMark
                    : value as PropertyValue.UnknownValue;
                schema = property?.Members;
            }

            if (value is null or PropertyValue.NullValue) return null;
        }

        return value;
    }

    /// <summary>The property at a path; null if the type has none there.</summary>
    public TerraformProperty? Property(string path)
    {
        TerraformObject? schema = type;
        TerraformProperty? property = null;
        foreach (var segment in path.Split('.').Where(segment => !char.IsAsciiDigit(segment[0])))
        {
            property = schema?.FindTerraform(segment);
            schema = property?.Members;
        }

        return property;
    }

    /// <summary>
    /// Every property that could be there, with the values of the objects that are: members of a list once for each item.
    /// </summary>
    public IEnumerable<TerraformPlace> Places() => Places(type, inputs, "", "");

    private static IEnumerable<TerraformPlace> Places(TerraformObject schema, PropertyMap values, string path, string shown)
    {
        foreach (var property in schema.Properties)
        {
            var name = property.Schema.Name;
            var value = values.GetValueOrDefault(name)?.WithoutSecretMark;
            if (value is PropertyValue.NullValue) value = null;
            var at = new TerraformPlace(property, path + property.Name, PropertyPath.Append(shown, name), value);
            yield return at;
            if (property.Members is not { } members) continue;
            foreach (var place in Inside(members, at)) yield return place;
        }
    }

    private static IEnumerable<TerraformPlace> Inside(TerraformObject members, TerraformPlace at) => at.Value switch
    {
        PropertyValue.Obj known => Places(members, known.Members, $"{at.Path}.0.", at.Shown),
        PropertyValue.List list => list.Items.SelectMany((item, i) => item.WithoutSecretMark is PropertyValue.Obj known
            ? Places(members, known.Members, $"{at.Path}.{i}.", $"{at.Shown}[{i}]")
            : []),
        _ => [],
    };
}
