using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.LocalEngine.Configuration;

/// <summary>Reads a YAML file that holds one mapping; mistakes are reported with file, line and column.</summary>
internal static class YamlFile
{
    /// <summary>Reads it; an empty file is an empty mapping.</summary>
    public static YamlMapping ReadMapping(string path)
    {
        var stream = new YamlStream();
        try
        {
            using var reader = new StreamReader(path);
            stream.Load(reader);
        }
        catch (YamlException exception)
        {
            var message = exception.InnerException?.Message ?? exception.Message;
            throw new DeploymentException(
                DeploymentErrorCodes.InvalidConfiguration,
                $"{path}({exception.Start.Line},{exception.Start.Column}): this is no valid YAML: {message}", path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DeploymentException(DeploymentErrorCodes.InvalidConfiguration, $"Can't read {path}: {exception.Message}",
                path, exception);
        }

        if (stream.Documents.Count == 0) return new YamlMapping(path, new YamlMappingNode());
        var root = stream.Documents[0].RootNode;
        if (root is YamlMappingNode mapping) return new YamlMapping(path, mapping);
        if (root is YamlScalarNode { Value: null or "" }) return new YamlMapping(path, new YamlMappingNode());
        throw YamlMapping.ErrorAt(path, root, "The file has to hold keys and values (a YAML mapping).");
    }
}
