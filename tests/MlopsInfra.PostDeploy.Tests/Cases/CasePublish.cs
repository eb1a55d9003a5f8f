namespace MlopsInfra.PostDeploy.Tests.Cases;

/// <summary>How the file of a case is published.</summary>
internal static class CasePublish
{
    /// <summary>Publishes the file that the command was given.</summary>
    public static PipelineFolder Entry(RecordedCase recorded, CaseFolder folder) =>
        PipelineFolder.Read(Path.Combine(folder.Path, recorded.Entry));

    /// <summary>Publishes a schedule of the file.</summary>
    public static PipelineFolder Schedule(RecordedCase recorded, CaseFolder folder)
    {
        const string name = "zz-schedule.yml";
        folder.Write(name,
            $"""
            $schema: https://azuremlschemas.azureedge.net/latest/schedule.schema.json
            name: every-night
            trigger:
              type: cron
              expression: "0 3 * * *"
            create_job: ./{recorded.Entry}
            """);
        return PipelineFolder.Read(Path.Combine(folder.Path, name));
    }
}
