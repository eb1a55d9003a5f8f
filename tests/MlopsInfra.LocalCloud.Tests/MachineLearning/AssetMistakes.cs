using MlopsInfra.LocalCloud.Tests.Programs;
using static MlopsInfra.LocalCloud.Tests.MachineLearning.MachineLearningProgram;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

/// <summary>Mistakes of assets and jobs.</summary>
internal static class AssetMistakes
{
    public static IReadOnlyList<Mistake> All { get; } =
    [
        Of("a component whose environment does not exist", "The environment of component 'prep' refers to",
            (azure, or) => Component(azure, "prep", Command(environment: or["1", "2"]))),
        Of("a component whose code does not exist", "The code of component 'prep' refers to",
            (azure, or) => Component(azure, "prep", Command(code: or["1", "2"]))),
        Of("a command with an input that its component does not have", "there is no 'row' among its inputs",
            (azure, or) => Component(azure, "prep", Command(uses: or["raw", "row"]))),
        Of("a pipeline that leaves a required input unbound", "does not bind the required input 'raw'",
            (azure, or) => Pipeline(azure, or[$$"""{"raw":{{Bound}}}""", "{}"])),
        Of("a pipeline that binds an input which its component does not have", "binds the input 'more'",
            (azure, or) => Pipeline(azure, $$"""{"raw":{{Bound}}{{or["", ",\"more\":{\"value\":\"1\"}"]}}}""")),
        Of("a pipeline that binds an input to what it does not have itself", "has no 'date' among its inputs",
            (azure, or) => Pipeline(azure,
                $$"""{"raw":{{Bound.Replace("data", or["data", "date"], StringComparison.Ordinal)}}}""")),
        Of("an environment with an image and a build context", "needs either an image or a build context",
            (azure, or) => Environment(azure,
                or["", ",\"build\":{\"contextUri\":\"https://stdata.blob.core.windows.net/c/e\"}"])),
        Of("a changed path of a model version", "Asset paths cannot be updated.",
            (azure, or) => Model(azure, or["v1", "v2"])) with { OnUpdate = true },
        Of("a changed image of an environment version", "register another version",
            (azure, or) => Environment(azure, image: or["mcr.microsoft.com/i:1", "mcr.microsoft.com/i:2"])) with { OnUpdate =
                true },
        Of("a changed specification of a component version", "registered already with another specification",
            (azure, or) => Component(azure, "prep", Command(more: or["", " --fast"]))) with { OnUpdate = true },
        Of("a changed URI of a data version", "already exists", (azure, or) => azure.Add(
            "machinelearningservices:DataVersion", "data",
            $$"""{{{In}},"name":"raw","version":"1","properties":{"dataType":"uri_folder","dataUri":"azureml://datastores/workspaceblobstore/paths/{{or["a", "b"]}}/"} }"""))
            with { OnUpdate = true },
        Of("a data version of another type than those before", "is of type uri_folder", async (azure, or) =>
        {
            await Version(azure, "Data", "raw",
                "\"dataType\":\"uri_folder\",\"dataUri\":\"azureml://datastores/workspaceblobstore/paths/a/\"");
            await azure.Add("machinelearningservices:DataVersion", "next",
                $$"""{{{In}},"name":"raw","version":"2","properties":{"dataType":"{{or["uri_folder", "uri_file"]}}","dataUri":"azureml://datastores/workspaceblobstore/paths/b"} }""");
        }),
        Of("a job whose environment does not exist", "environmentId refers to", async (azure, or) =>
        {
            await Environment(azure);
            await azure.Add("machinelearningservices:Job", "job", $$"""
                {{{In}},"id":"first","properties":{"jobType":"Command","command":"true","environmentId":"azureml:train-env:{{or["1", "2"]}}"} }
                """);
        }),
    ];
}
