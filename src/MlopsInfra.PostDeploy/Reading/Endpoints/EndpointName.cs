using System.Text.RegularExpressions;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Endpoints;

/// <summary>The rules for names of online endpoints and their deployments, which are parts of host names.</summary>
internal static partial class EndpointName
{
    /// <summary>A name that must be there; empty, with an error, if it is not.</summary>
    /// <param name="map">What has the key.</param>
    /// <param name="key">The key: <c>name</c>, <c>endpoint_name</c>.</param>
    /// <param name="owner">What errors call the mapping, as in <c>an online deployment</c>.</param>
    /// <param name="what">What the name is of, as in <c>an online endpoint</c>.</param>
    public static string Read(YamlMap map, string key, string owner, string what)
    {
        var name = map.Required(key, owner);
        if (name.Length > 0 && !Allowed().IsMatch(name))
        {
            map.Error(map.At(key), $"'{name}' is no name for {what}: 3 to 32 letters, digits and '-', beginning with a letter "
                + "and ending with a letter or digit");
        }

        return name;
    }

    [GeneratedRegex("^[a-zA-Z][-a-zA-Z0-9]{1,30}[a-zA-Z0-9]$")]
    private static partial Regex Allowed();
}
