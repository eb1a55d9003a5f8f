namespace MlopsInfra.Pipelines.Tests.Commands;

/// <summary>
/// Every command of every step, as written, and where it is tried. A command that is missing here fails a test.
/// </summary>
internal static class CommandTable
{
    public const string Comment = "build/ci/comment.sh preview artifacts/preview/summary.md";
    public const string LocalUp = "dotnet run --project src/MlopsInfra.Cli -- local up \"$MLOPS_STACK\"";
    public const string LocalDestroy = "dotnet run --project src/MlopsInfra.Cli -- local destroy \"$MLOPS_STACK\"";
    public const string PreviewOnGitHub = "build/ci/preview-changes.sh \"origin/$GITHUB_BASE_REF\"";
    public const string PreviewOnAzurePipelines = "build/ci/preview-changes.sh \"origin/$SYSTEM_PULLREQUEST_TARGETBRANCHNAME\"";
    public const string PulumiPreview = "build/ci/pulumi.sh preview \"$MLOPS_STACK\"";
    public const string PulumiUp = "build/ci/pulumi.sh up \"$MLOPS_STACK\"";
    public const string PulumiRepair = "build/ci/pulumi.sh repair \"$MLOPS_STACK\"";
    public const string ModelRun = "build/ci/model.sh run \"$MLOPS_STACK\"";
    public const string ModelRelease = "build/ci/model.sh release \"$MLOPS_STACK\"";
    public const string ModelVerify = "build/ci/model.sh verify \"$MLOPS_STACK\"";
    public const string ModelMonitor = "build/ci/model.sh monitor \"$MLOPS_STACK\" --open github";
    public const string AmlWorkspace = "build/ci/aml.sh workspace";
    public const string AmlCompute = "build/ci/aml.sh compute";
    public const string AmlRun = "build/ci/aml.sh run";
    public const string AmlRegisterModel = "build/ci/aml.sh registermodel";
    public const string AmlDeploy = "build/ci/aml.sh deploy";
    public const string PackOnGitHub = "build/ci/pack.sh \"$GITHUB_REF_NAME\"";
    public const string PackOnAzurePipelines = "build/ci/pack.sh \"$BUILD_SOURCEBRANCHNAME\"";
    public const string Push = "build/ci/push.sh";
    public const string Agent = "build/ci/agent.sh";
    public const string Defined = "build/ci/defined.sh ";
    private const string Everything = ".ci/run";
    private const string Publish = "build/ci/pipelines.sh publish \"$MLOPS_STACK\"";

    /// <summary>Commands that tests of this project run.</summary>
    public static readonly string[] Tried =
    [
        Comment, LocalUp, LocalDestroy, PreviewOnGitHub, PreviewOnAzurePipelines, PulumiPreview, PulumiUp, PulumiRepair,
        Defined + PulumiPreview, Defined + PulumiUp, Defined + PulumiRepair, Agent, PackOnGitHub, PackOnAzurePipelines, Push,
        ModelRun, ModelRelease, ModelVerify, Defined + ModelRun, Defined + ModelRelease, Defined + ModelVerify,
        ModelMonitor,
        AmlWorkspace, AmlCompute, AmlRun, AmlRegisterModel, AmlDeploy,
    ];

    /// <summary>Commands that can't run in a test, with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> NotHere = new Dictionary<string, string>
    {
        [Everything] = "It runs all tests, this one among them.",
        [Publish] = "It needs an Azure subscription and a deployed stack; 'local up' runs the same step against the local cloud.",
        [Defined + Publish] =
            "It needs an Azure subscription and a deployed stack; 'local up' runs the same step against the local cloud.",
    };
}
