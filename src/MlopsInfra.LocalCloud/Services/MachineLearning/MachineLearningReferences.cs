using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning;

/// <summary>Properties of Azure ML's types that hold ids.</summary>
internal static class MachineLearningReferences
{
    /// <summary>A property that refers to a resource which has to be there.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="targets">The types it may refer to.</param>
    public static Reference To(string path, params ResourceType[] targets) => new(path, Missing, targets);

    private static ArmException Missing(ResourceId from, string to, string path)
    {
        var notFound = ArmErrors.ResourceNotFound(ResourceId.Parse(to));
        return new ArmException(400, "ValidationError", $"The resource '{to}' given in '{path}' was not found.", path)
        {
            Details = [(notFound.Code, notFound.Message, path)],
        };
    }
}
