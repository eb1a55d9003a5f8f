using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Tests.Cases;

/// <summary>How the file of a case is published.</summary>
internal static class CasePublish
{
    private const string Head = "$schema: https://azuremlschemas.azureedge.net/latest/";

    // What is no pipeline is published along with one.
    private const string Other = $"""
        {Head}pipelineJob.schema.json
        type: pipeline
        display_name: zz-other
        jobs:
          other: {"{"}type: command, component: azureml://registries/shared/components/other/versions/1{"}"}
        """;

    /// <summary>Publishes the file that the command was given.</summary>
    public static PipelineFolder Entry(RecordedCase recorded, CaseFolder folder)
    {
        switch (recorded.Command)
        {
            case "az ml job create":
            case "az ml component create" when recorded.Type == "pipeline":
                Deploy(folder, recorded.Entry);
                break;
            case "az ml component create":
                folder.Write("zz-pipeline.yml", Around(recorded));
                Deploy(folder, "zz-pipeline.yml");
                break;
            case "az ml batch-deployment create":
                break;
            default:
                WithOther(folder);
                break;
        }

        return PipelineFolder.Read(folder.Path);
    }

    /// <summary>Publishes a schedule of the file.</summary>
    public static PipelineFolder Schedule(RecordedCase recorded, CaseFolder folder)
    {
        WithOther(folder);
        folder.Write("zz-schedule.yml",
            $"""
            {Head}schedule.schema.json
            name: every-night
            trigger:
              type: cron
              expression: "0 3 * * *"
            create_job: ./{recorded.Entry}
            """);
        return PipelineFolder.Read(folder.Path);
    }

    private static void WithOther(CaseFolder folder)
    {
        folder.Write("zz-pipeline.yml", Other);
        Deploy(folder, "zz-pipeline.yml");
    }

    private static void Deploy(CaseFolder folder, string pipeline) => folder.Write("zz-deployment.yml",
        $"""
        {Head}pipelineComponentBatchDeployment.schema.json
        name: flow
        endpoint_name: pump-batch
        type: pipeline
        component: ./{pipeline}
        """);

    // A pipeline component with the inputs of the component, which its one step hands on.
    private static string Around(RecordedCase recorded)
    {
        var inputs = Inputs(Path.Combine(recorded.Folder, recorded.Entry));
        var types = inputs.Select(input => $"  {input.Name}: {{type: {input.Type}, optional: {input.IsOptional}}}");
        var bound = inputs.Select(input => $"      {input.Name}: ${{{{parent.inputs.{input.Name}}}}}");
        return $"""
            {Head}pipelineComponent.schema.json
            type: pipeline
            name: zz-around
            {Block("inputs:", types)}
            jobs:
              step:
                type: {recorded.Type}
                component: ./{recorded.Entry}
                compute: azureml:cpu-cluster
            {Block("    inputs:", bound)}
            """;
    }

    private static string Block(string key, IEnumerable<string> lines) =>
        lines.Any() ? string.Join('\n', lines.Prepend(key)) : "";

    private static List<(string Name, string Type, string IsOptional)> Inputs(string file)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(File.ReadAllText(file)));
        }
        catch (YamlDotNet.Core.YamlException)
        {
            return [];
        }

        // A component that imports data has its inputs under another key.
        return yaml.Documents[0].RootNode is YamlMappingNode map
            && map.Children.FirstOrDefault(pair => ((YamlScalarNode)pair.Key).Value is "inputs" or "source").Value
                is YamlMappingNode inputs
            ? [.. inputs.Children.Select(pair => (((YamlScalarNode)pair.Key).Value!, Text(pair.Value, "type", "string"),
                Text(pair.Value, "optional", "false")))]
            : [];
    }

    private static string Text(YamlNode node, string key, string otherwise) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var value)
            ? ((YamlScalarNode)value).Value! : otherwise;
}
