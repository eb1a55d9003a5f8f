using MlopsInfra.Cli.Commands;

return await MlopsCommandLine.RunAsync(args);
