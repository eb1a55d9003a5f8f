using System.Text;
using System.Text.Json;
using MlopsInfra.Cli.Output;
using MlopsInfra.Contract;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.Cli.Local;

/// <summary>A stack's outputs as the post-deploy step reads them.</summary>
internal static class LocalStackOutputs
{
    /// <summary>The outputs of the local engine, in the form of <c>pulumi stack output --json</c>.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <exception cref="EnvironmentOutputsException">Some are missing or wrong.</exception>
    public static EnvironmentOutputs Read(PropertyMap outputs)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonStyle.OneLine)) PropertyJson.Write(json, outputs);
        return EnvironmentOutputs.Parse(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }
}
