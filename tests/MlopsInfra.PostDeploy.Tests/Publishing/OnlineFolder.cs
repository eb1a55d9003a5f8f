namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>A folder with a managed online endpoint, one deployment behind it, and all that it needs.</summary>
internal static class OnlineFolder
{
    public const string Endpoint = "pump-online";

    public static string Path => $"onlineEndpoints/{Endpoint}";

    public static string PathOf(string deployment) => $"{Path}/deployments/{deployment}";

    public static TempPipeline Create() => new TempPipeline()
        .Write("endpoint.yml", $"""
            $schema: https://azuremlschemas.azureedge.net/latest/managedOnlineEndpoint.schema.json
            name: {Endpoint}
            description: Scores at once
            auth_mode: key
            tags: {"{"}team: plant{"}"}
            traffic: {"{"}blue: 100{"}"}
            """)
        .Write("blue.yml", Deployment("blue"))
        .Write("conda.yml", "dependencies: [python=3.11]\n")
        .Write("model/m.txt", "model\n")
        .Write("code/score.py", "def init(): pass\ndef run(data): return data\n");

    public static string Deployment(string name) => $"""
        $schema: https://azuremlschemas.azureedge.net/latest/managedOnlineDeployment.schema.json
        name: {name}
        endpoint_name: {Endpoint}
        model: {"{"}path: ./model{"}"}
        code_configuration: {"{"}code: ./code, scoring_script: score.py{"}"}
        environment:
          image: mcr.microsoft.com/azureml/minimal-ubuntu22.04
          conda_file: conda.yml
        instance_type: Standard_DS3_v2
        instance_count: 1
        data_collector:
          collections:
            model_inputs: {"{"}enabled: 'true'{"}"}
        """;
}
