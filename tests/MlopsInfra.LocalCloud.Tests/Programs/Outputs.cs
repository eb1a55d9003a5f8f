using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Tests.Programs;

/// <summary>Reads outputs.</summary>
internal static class Outputs
{
    public static string? Text(this PropertyMap map, string key) =>
        (map.GetValueOrDefault(key)?.WithoutSecretMark as PropertyValue.Text)?.Value;
}
