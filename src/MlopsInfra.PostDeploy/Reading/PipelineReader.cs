using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading;

/// <summary>Reads pipeline components, and pipeline jobs, which are published as the component that they describe.</summary>
internal static class PipelineReader
{
    public static PipelineComponent ReadComponent(FolderReader folder, YamlMap map, string file)
    {
        const string what = "a pipeline component";
        var name = AssetName.Read(map, file, what);
        var inputs = InterfaceReader.ReadInputs(map);
        var component = new PipelineComponent(name, map.Text("description"), map.Texts("tags"), map.Location)
        {
            Schema = map.Text("$schema"),
            DisplayName = map.Text("display_name"),
            IsDeterministic = map.Flag("is_deterministic"),
            Inputs = inputs,
            Outputs = InterfaceReader.ReadOutputs(map),
            Nodes = NodeReader.Read(folder, map, file, name, inputs),
        };
        map.Text("version");
        map.Text("type");
        map.NoOthers(what);
        WiringCheck.Run(component, map);
        return component;
    }

    /// <summary>
    /// A pipeline job as a component: literals become defaults of inputs of their type; data becomes an input that a run gives.
    /// </summary>
    public static PipelineComponent? ReadJob(FolderReader folder, YamlMap map, string file)
    {
        const string what = "a pipeline job";
        if (map.Has("component"))
        {
            map.Error(map.At("component"),
                "a pipeline job that runs a component adds nothing to publish: publish the component, and use the job in a "
                    + "schedule");
            return null;
        }

        var name = AssetName.Read(map, file, what);
        var given = BindingReader.ReadInputs(folder, map, file);
        var inputs = given.Select(input => ToInput(input.Key, input.Value)).ToArray();
        var component = new PipelineComponent(name, map.Text("description"), map.Texts("tags"), map.Location)
        {
            DisplayName = map.Text("display_name"),
            Inputs = inputs,
            Outputs = [.. BindingReader.ReadOutputs(map).Select(output => ToOutput(output.Key, output.Value))],
            Nodes = NodeReader.Read(folder, map, file, name, inputs),
            Settings = PipelineSettingsReader.Read(map, what),
            ExperimentName = map.Text("experiment_name"),
            JobInputs = given,
        };
        map.Ignore("$schema", "type", "version", "services", "identity", "properties", "limits");
        map.NoOthers(what);
        WiringCheck.Run(component, map);
        return component;
    }

    private static InputDefinition ToInput(string name, InputBinding given) => new(name, given.Type, given.Location)
    {
        Default = given.Value,
        Mode = given.Mode,
    };

    private static OutputDefinition ToOutput(string name, OutputBinding given) =>
        new(name, given.Type ?? "uri_folder", given.Location) { Mode = given.Mode };
}
